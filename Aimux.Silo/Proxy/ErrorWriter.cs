using System.Text.Json;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy;

/// <summary>Writes errors in the shape of the protocol that the caller speaks.</summary>
internal static class ErrorWriter
{
    /// <param name="context">The caller's request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="type">The class of error in OpenAI's words; Anthropic's follow from the status.</param>
    /// <param name="code">The error itself.</param>
    /// <param name="message">For people.</param>
    /// <param name="parameter">The field at fault, if there is one.</param>
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
                .Response.Body.WriteAsync(Event(context, type, code ?? type, message, status), context.RequestAborted)
                .AsTask();
        }

        context.Response.StatusCode = status;
        return CallerProtocol.Of(context) == WireProtocol.Messages
            ? context.Response.WriteAsJsonAsync(
                Anthropic(context, status, message),
                WireJson.Readable.AnthropicErrorAnswer,
                cancellationToken: context.RequestAborted
            )
            : context.Response.WriteAsJsonAsync(
                new ErrorAnswer(new ErrorDetail(message, type, parameter, code)),
                WireJson.Readable.ErrorAnswer,
                cancellationToken: context.RequestAborted
            );
    }

    /// <summary>The event that tells a caller of a stream that no more will come.</summary>
    public static byte[] Event(HttpContext context, string type, string code, string message, int status = 502)
    {
        return CallerProtocol.Of(context) switch
        {
            WireProtocol.Messages =>
            [
                .. "event: error\ndata: "u8,
                .. JsonSerializer.SerializeToUtf8Bytes(
                    Anthropic(context, status, message),
                    WireJson.Readable.AnthropicErrorAnswer
                ),
                .. "\n\n"u8,
            ],
            WireProtocol.Responses =>
            [
                .. "event: error\ndata: "u8,
                .. JsonSerializer.SerializeToUtf8Bytes(
                    new ErrorEvent("error", code, message, null, 0),
                    WireJson.Readable.ErrorEvent
                ),
                .. "\n\n"u8,
            ],
            _ =>
            [
                .. "data: "u8,
                .. JsonSerializer.SerializeToUtf8Bytes(
                    new ErrorAnswer(new ErrorDetail(message, type, null, code)),
                    WireJson.Readable.ErrorAnswer
                ),
                .. "\n\n"u8,
            ],
        };
    }

    private static AnthropicErrorAnswer Anthropic(HttpContext context, int status, string message) =>
        new(
            "error",
            new AnthropicErrorDetail(AnthropicType(status), message),
            context.Response.Headers[HeaderRules.RequestId].ToString() is { Length: > 0 } id ? id : null
        );

    private static string AnthropicType(int status)
    {
        return status switch
        {
            401 => "authentication_error",
            402 => "billing_error",
            403 => "permission_error",
            404 => "not_found_error",
            413 => "request_too_large",
            429 => "rate_limit_error",
            408 or 504 => "timeout_error",
            503 or 529 => "overloaded_error",
            >= 400 and < 500 => "invalid_request_error",
            _ => "api_error",
        };
    }
}
