namespace Aimux.Silo.Simulation.Errors;

/// <summary>Flat, without a wrapper: <c>{"message":…,"type":…,"param":…,"code":…}</c>.</summary>
internal static class CerebrasError
{
    public static ErrorBody Render(WireError error)
    {
        var (type, param, code) = Naming(error);
        // A crowded queue is a 429 here, not a 529.
        var status = error.Kind == ErrorKind.Overloaded ? StatusCodes.Status429TooManyRequests : error.Status;
        return new ErrorBody(
            status,
            JsonObjects.Write(json =>
            {
                json.WriteString("message"u8, MessageOf(error));
                json.WriteString("type"u8, type);
                json.WriteString("param"u8, param);
                json.WriteString("code"u8, code);
            })
        );
    }

    private static (string Type, string? Param, string? Code) Naming(WireError error) =>
        error.Kind switch
        {
            ErrorKind.RateLimited or ErrorKind.Quota => (
                "too_many_requests_error",
                "quota",
                error.OfTokens ? "token_quota_exceeded" : "request_quota_exceeded"
            ),
            ErrorKind.Overloaded => ("too_many_requests_error", "queue", "queue_exceeded"),
            ErrorKind.Unauthorized => ("invalid_request_error", "api_key", "wrong_api_key"),
            ErrorKind.UnknownModel => ("not_found_error", "model", "model_not_found"),
            ErrorKind.Payment => ("payment_required_error", "quota", "payment_required"),
            ErrorKind.Invalid when error.Code == WireError.UnsupportedProperty => (
                error.Type,
                "validation_error",
                error.Code
            ),
            _ => (error.Type, error.Param, error.Code),
        };

    private static string MessageOf(WireError error) =>
        error.Kind switch
        {
            ErrorKind.RateLimited or ErrorKind.Quota => error.OfTokens
                ? "Tokens per minute limit exceeded - too many tokens processed."
                : "Requests per minute limit exceeded - too many requests sent.",
            ErrorKind.Overloaded => "We're experiencing high traffic right now! Please try again soon.",
            ErrorKind.Unauthorized => "Wrong API Key",
            _ => error.Message,
        };
}
