using Aimux.Silo.Simulation.Errors;

namespace Aimux.Silo.Simulation;

/// <summary>What is wrong, in the words of OpenAI's error shape; other vendors' shapes are made from it.</summary>
internal sealed record WireError(
    ErrorKind Kind,
    int Status,
    string Message,
    string Type,
    string? Param = null,
    string? Code = null
)
{
    /// <summary>The code of a property that a strict provider does not take.</summary>
    public const string UnsupportedProperty = "wrong_api_format";

    /// <summary>When what ran out is there again, where the error tells.</summary>
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>Whether tokens, not requests, are what is limited.</summary>
    public bool OfTokens => Type == "tokens";

    public static WireError UnknownKey { get; } =
        new(
            ErrorKind.Unauthorized,
            StatusCodes.Status401Unauthorized,
            "Incorrect API key provided.",
            "invalid_request_error",
            Code: "invalid_api_key"
        );

    public static WireError TooLarge { get; } =
        new(
            ErrorKind.TooLarge,
            StatusCodes.Status413PayloadTooLarge,
            "The request body is larger than 64 MiB.",
            "invalid_request_error",
            Code: "request_too_large"
        );

    /// <summary>The error object a stream or a 200 body carries when the provider fails half way.</summary>
    public static WireError InBody { get; } =
        new(
            ErrorKind.Server,
            StatusCodes.Status200OK,
            "The server had an error while processing your request.",
            "server_error",
            Code: "server_error"
        );

    public static WireError Invalid(string message, string? param = null, string? code = null) =>
        new(ErrorKind.Invalid, StatusCodes.Status400BadRequest, message, "invalid_request_error", param, code);

    public static WireError MalformedJson(string detail) =>
        Invalid($"We could not parse the JSON body of your request: {detail}");

    public static WireError UnknownPath(string method, string path) =>
        new(
            ErrorKind.UnknownPath,
            StatusCodes.Status404NotFound,
            $"Unknown request URL: {method} {path}",
            "invalid_request_error",
            Code: "unknown_url"
        );

    public static WireError WrongMethod(string method, string path) =>
        new(
            ErrorKind.WrongMethod,
            StatusCodes.Status405MethodNotAllowed,
            $"Not allowed to {method} on {path}.",
            "invalid_request_error",
            Code: "method_not_allowed"
        );

    public static WireError UnknownModel(string model) =>
        new(
            ErrorKind.UnknownModel,
            StatusCodes.Status404NotFound,
            $"The model `{model}` does not exist or you do not have access to it.",
            "invalid_request_error",
            "model",
            "model_not_found"
        );

    public static WireError RateLimited(string kind, string message) =>
        new(ErrorKind.RateLimited, StatusCodes.Status429TooManyRequests, message, kind, Code: "rate_limit_exceeded");

    public static WireError QuotaExhausted(DateTimeOffset resetsAt) =>
        new(
            ErrorKind.Quota,
            StatusCodes.Status429TooManyRequests,
            "You exceeded your current quota, please check your plan and billing details.",
            "insufficient_quota",
            Code: "insufficient_quota"
        )
        {
            ResetsAt = resetsAt,
        };

    /// <summary>The error of a fault that is a plain status; null for the others.</summary>
    public static WireError? Of(Fault fault, DateTimeOffset quotaResetsAt) =>
        fault switch
        {
            Fault.Unauthorized => UnknownKey,
            Fault.PaymentRequired => new(
                ErrorKind.Payment,
                StatusCodes.Status402PaymentRequired,
                "You exceeded your current quota, please check your plan and billing details.",
                "insufficient_quota",
                Code: "insufficient_quota"
            ),
            Fault.RateLimited or Fault.RateLimitedBare => RateLimited("requests", "Rate limit reached for requests."),
            Fault.QuotaExhausted => QuotaExhausted(quotaResetsAt),
            Fault.ServerError => InBody with { Status = StatusCodes.Status500InternalServerError },
            Fault.Unavailable => new(
                ErrorKind.Unavailable,
                StatusCodes.Status503ServiceUnavailable,
                "The server is overloaded or not ready yet.",
                "server_error",
                Code: "service_unavailable"
            ),
            Fault.Overloaded => new(
                ErrorKind.Overloaded,
                529,
                "Overloaded.",
                "overloaded_error",
                Code: "overloaded_error"
            ),
            _ => null,
        };

    public byte[] ToJson() =>
        JsonObjects.Write(json =>
        {
            json.WriteStartObject("error"u8);
            json.WriteString("message"u8, Message);
            json.WriteString("type"u8, Type);
            json.WriteString("param"u8, Param);
            json.WriteString("code"u8, Code);
            json.WriteEndObject();
        });
}
