using System.Globalization;

namespace Aimux.Silo.Simulation.Errors;

/// <summary><c>{"id":…,"base_resp":{"status_code":1002,"status_msg":…}}</c> under status 200.</summary>
internal static class MiniMaxError
{
    public static ErrorBody Render(WireError error, string requestId) =>
        new(
            StatusOf(error),
            JsonObjects.Write(json =>
            {
                json.WriteString("id"u8, requestId);
                json.WriteStartObject("base_resp"u8);
                json.WriteNumber("status_code"u8, CodeOf(error.Kind));
                json.WriteString("status_msg"u8, MessageOf(error));
                json.WriteEndObject();
            })
        );

    /// <summary>What fails before the service itself has its own status.</summary>
    private static int StatusOf(WireError error) =>
        error.Kind is ErrorKind.UnknownPath or ErrorKind.WrongMethod or ErrorKind.TooLarge
            ? error.Status
            : StatusCodes.Status200OK;

    private static int CodeOf(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.RateLimited => 1002,
            ErrorKind.Unauthorized => 1004,
            ErrorKind.Payment => 1008,
            ErrorKind.Quota => 2056,
            ErrorKind.Server => 1024,
            ErrorKind.Unavailable => 1033,
            ErrorKind.Overloaded => 1000,
            _ => 2013,
        };

    private static string MessageOf(WireError error) =>
        error.Kind switch
        {
            ErrorKind.Payment => "insufficient balance",
            ErrorKind.Quota when error.ResetsAt is { } moment => "usage limit exceeded, resets at "
                + moment.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ErrorKind.Invalid or ErrorKind.UnknownModel => "invalid params, " + error.Message,
            _ => error.Message,
        };
}
