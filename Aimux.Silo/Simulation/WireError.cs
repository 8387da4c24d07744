using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>An answer in OpenAI's error shape.</summary>
internal sealed record WireError(int Status, string Message, string Type, string? Param, string? Code)
{
    public static WireError Invalid(string message, string? param = null, string? code = null) =>
        new(StatusCodes.Status400BadRequest, message, "invalid_request_error", param, code);

    public static WireError MalformedJson(string detail) =>
        Invalid($"We could not parse the JSON body of your request: {detail}");

    public static WireError UnknownKey { get; } =
        new(
            StatusCodes.Status401Unauthorized,
            "Incorrect API key provided.",
            "invalid_request_error",
            null,
            "invalid_api_key"
        );

    public static WireError UnknownPath(string method, string path) =>
        new(
            StatusCodes.Status404NotFound,
            $"Unknown request URL: {method} {path}",
            "invalid_request_error",
            null,
            "unknown_url"
        );

    public static WireError WrongMethod(string method, string path) =>
        new(
            StatusCodes.Status405MethodNotAllowed,
            $"Not allowed to {method} on {path}.",
            "invalid_request_error",
            null,
            "method_not_allowed"
        );

    public static WireError UnknownModel(string model) =>
        new(
            StatusCodes.Status404NotFound,
            $"The model `{model}` does not exist or you do not have access to it.",
            "invalid_request_error",
            "model",
            "model_not_found"
        );

    public static WireError TooLarge { get; } =
        new(
            StatusCodes.Status413PayloadTooLarge,
            "The request body is larger than 64 MiB.",
            "invalid_request_error",
            null,
            "request_too_large"
        );

    public static WireError RateLimited(string kind, string message) =>
        new(StatusCodes.Status429TooManyRequests, message, kind, null, "rate_limit_exceeded");

    /// <summary>The error object a stream or a 200 body carries when the provider fails half way.</summary>
    public static WireError InBody { get; } =
        new(
            StatusCodes.Status200OK,
            "The server had an error while processing your request.",
            "server_error",
            null,
            "server_error"
        );

    /// <summary>The error of a fault that is a plain status; null for the others.</summary>
    public static WireError? Of(Fault fault) =>
        fault switch
        {
            Fault.Unauthorized => UnknownKey,
            Fault.PaymentRequired => new(
                StatusCodes.Status402PaymentRequired,
                "You exceeded your current quota, please check your plan and billing details.",
                "insufficient_quota",
                null,
                "insufficient_quota"
            ),
            Fault.RateLimited or Fault.RateLimitedBare => RateLimited("requests", "Rate limit reached for requests."),
            Fault.ServerError => InBody with { Status = StatusCodes.Status500InternalServerError },
            Fault.Unavailable => new(
                StatusCodes.Status503ServiceUnavailable,
                "The server is overloaded or not ready yet.",
                "server_error",
                null,
                "service_unavailable"
            ),
            Fault.Overloaded => new(529, "Overloaded.", "overloaded_error", null, "overloaded_error"),
            _ => null,
        };

    public byte[] ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("message", Message);
            json.WriteString("type", Type);
            json.WriteString("param", Param);
            json.WriteString("code", Code);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
