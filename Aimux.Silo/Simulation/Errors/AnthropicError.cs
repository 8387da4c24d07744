namespace Aimux.Silo.Simulation.Errors;

/// <summary><c>{"type":"error","error":{"type":…,"message":…},"request_id":…}</c>.</summary>
internal static class AnthropicError
{
    public static ErrorBody Render(WireError error, string requestId) =>
        new(
            error.Status,
            JsonObjects.Write(json =>
            {
                json.WriteString("type"u8, "error"u8);
                json.WriteStartObject("error"u8);
                json.WriteString("type"u8, TypeOf(error.Kind));
                json.WriteString("message"u8, error.Message);
                json.WriteEndObject();
                json.WriteString("request_id"u8, requestId);
            })
        );

    private static string TypeOf(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.Unauthorized => "authentication_error",
            ErrorKind.Payment => "billing_error",
            ErrorKind.UnknownPath or ErrorKind.UnknownModel => "not_found_error",
            ErrorKind.TooLarge => "request_too_large",
            ErrorKind.RateLimited or ErrorKind.Quota => "rate_limit_error",
            ErrorKind.Server or ErrorKind.Unavailable => "api_error",
            ErrorKind.Overloaded => "overloaded_error",
            _ => "invalid_request_error",
        };
}
