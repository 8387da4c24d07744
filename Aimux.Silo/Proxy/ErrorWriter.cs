using System.Text.Json;

namespace Aimux.Silo.Proxy;

/// <summary>Writes errors in OpenAI's shape.</summary>
internal static class ErrorWriter
{
    public static Task Write(
        HttpContext context,
        int status,
        string type,
        string? code,
        string message,
        string? parameter = null
    )
    {
        if (context.Response.HasStarted)
        {
            // A keep-alive has opened the stream: what is left to say is an event.
            return context
                .Response.Body.WriteAsync(Event(type, code ?? type, message), context.RequestAborted)
                .AsTask();
        }

        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new ErrorAnswer(new ErrorDetail(message, type, parameter, code)),
            WireJson.Readable.ErrorAnswer,
            cancellationToken: context.RequestAborted
        );
    }

    /// <summary>The event that tells a caller of a stream that no more will come.</summary>
    public static byte[] Event(string type, string code, string message)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new ErrorAnswer(new ErrorDetail(message, type, null, code)),
            WireJson.Readable.ErrorAnswer
        );
        return [.. "data: "u8, .. json, .. "\n\n"u8];
    }
}
