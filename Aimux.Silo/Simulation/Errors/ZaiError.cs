using System.Globalization;

namespace Aimux.Silo.Simulation.Errors;

/// <summary>
/// <c>{"error":{"code":"1302","message":…},"request_id":…}</c>: the code is a text of digits, and an empty account
/// has the status of a rate limit.
/// </summary>
internal static class ZaiError
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static ErrorBody Render(WireError error, string requestId)
    {
        var (status, code, message) = Naming(error);
        return new ErrorBody(
            status,
            JsonObjects.Write(json =>
            {
                json.WriteStartObject("error"u8);
                json.WriteString("code"u8, code);
                json.WriteString("message"u8, message);
                json.WriteEndObject();
                json.WriteString("request_id"u8, requestId);
            })
        );
    }

    private static (int Status, string Code, string Message) Naming(WireError error) =>
        error.Kind switch
        {
            ErrorKind.Unauthorized => (error.Status, "1000", "Authentication Failed"),
            ErrorKind.Payment => (429, "1113", "Insufficient balance or no resource package. Please recharge."),
            ErrorKind.RateLimited => (429, "1302", "Rate limit reached for requests"),
            ErrorKind.Quota => (429, "1308", UsageLimit(error.ResetsAt)),
            ErrorKind.Overloaded => (429, "1305", "The service may be temporarily overloaded, please try again later"),
            ErrorKind.UnknownModel => (400, "1211", "Unknown Model, please check the model code."),
            ErrorKind.Unavailable => (error.Status, "1234", error.Message),
            ErrorKind.Server => (error.Status, "500", error.Message),
            _ => (error.Status, "1210", error.Message),
        };

    private static string UsageLimit(DateTimeOffset? resetsAt) =>
        resetsAt is { } moment
            ? "Usage limit reached for 5 hour. Your limit will reset at "
                + moment.ToOffset(Beijing).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : "Usage limit reached for 5 hour.";
}
