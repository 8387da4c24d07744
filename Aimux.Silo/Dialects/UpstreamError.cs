using System.Text;
using System.Text.Json;

namespace Aimux.Silo.Dialects;

/// <summary>A provider's error, whatever its shape.</summary>
/// <param name="Type">The class of error, or empty.</param>
/// <param name="Code">The error itself, or empty; some providers send a number.</param>
/// <param name="Message">For people, or empty.</param>
/// <param name="Shape">What it was wrapped in.</param>
internal sealed record UpstreamError(string Type, string Code, string Message, ErrorShape Shape = ErrorShape.None)
{
    private const int LongestMessage = 300;
    private const int LongestHead = 4 << 10;

    public static UpstreamError None { get; } = new("", "", "");

    public static UpstreamError Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Span.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'<', ..] page)
        {
            return new UpstreamError("", "", Title(page), ErrorShape.Page);
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root ? Of(root) : None;
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException) // the latter for broken texts
        {
            return None;
        }
    }

    private static UpstreamError Of(JsonElement root)
    {
        if (root.TryGetProperty("error", out var error))
        {
            return error.ValueKind switch
            {
                JsonValueKind.Object => From(error, ErrorShape.Nested),
                JsonValueKind.String => Tidy("", Text(root, "code"), error.GetString()!, ErrorShape.Text),
                _ => None,
            };
        }

        if (
            root.TryGetProperty("response", out var response)
            && response.ValueKind == JsonValueKind.Object
            && response.TryGetProperty("error", out var failed)
            && failed.ValueKind == JsonValueKind.Object
        )
        {
            // A Responses stream that failed.
            return From(failed, ErrorShape.Nested);
        }

        if (root.TryGetProperty("base_resp", out var answer) && answer.ValueKind == JsonValueKind.Object)
        {
            var code = Text(answer, "status_code");
            return code is "" or "0" ? None : Tidy("", code, Text(answer, "status_msg"), ErrorShape.BaseResp);
        }

        var flat = From(root, ErrorShape.Flat);
        return flat is { Type: "", Code: "", Message: "" } ? None : flat;
    }

    private static UpstreamError From(JsonElement error, ErrorShape shape)
    {
        var type = Text(error, "type");
        if (
            type.Length == 0
            && error.TryGetProperty("metadata", out var facts)
            && facts.ValueKind == JsonValueKind.Object
        )
        {
            // OpenRouter has no types, but says here which of its own limits was met.
            type = Text(facts, "limit_source");
        }

        var message = Text(error, "message");
        message = message.Length > 0 ? message : Text(error, "msg");
        return Tidy(type, Text(error, "code"), message.Length > 0 ? message : Detail(error), shape);
    }

    /// <summary>z.ai's number is sometimes found in the place of the type, or only in front of the message: <c>[1308][…]</c>.</summary>
    private static UpstreamError Tidy(string type, string code, string message, ErrorShape shape)
    {
        if (code.Length == 0 && IsNumber(type))
        {
            (type, code) = ("", type);
        }

        if (
            code.Length == 0
            && message.StartsWith('[')
            && message.IndexOf(']', StringComparison.Ordinal) is var end and > 0
        )
        {
            code = IsNumber(message.AsSpan(1, end - 1)) ? message[1..end] : code;
        }

        return new UpstreamError(type, code, Shorten(message), shape);
    }

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        text.Length is > 0 and < 8 && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>FastAPI's: a sentence, or a list of what is wrong where.</summary>
    private static string Detail(JsonElement error) =>
        error.TryGetProperty("detail", out var value) && value.ValueKind == JsonValueKind.Array
            ? value.GetRawText()
            : Text(error, "detail");

    private static string Text(JsonElement error, string name)
    {
        return error.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number => value.GetRawText(),
                _ => "",
            }
            : "";
    }

    private static string Title(ReadOnlySpan<byte> page)
    {
        const string opening = "<title>";
        var head = Encoding.UTF8.GetString(page[..Math.Min(page.Length, LongestHead)]);
        var start = head.IndexOf(opening, StringComparison.OrdinalIgnoreCase) + opening.Length;
        var end = start < opening.Length ? -1 : head.IndexOf("</", start, StringComparison.Ordinal);
        return end < 0 ? "" : Shorten(head[start..end].Trim());
    }

    private static string Shorten(string text) =>
        text.Length <= LongestMessage ? text
        : char.IsHighSurrogate(text[LongestMessage - 1]) ? text[..(LongestMessage - 1)] + "…"
        : text[..LongestMessage] + "…";
}
