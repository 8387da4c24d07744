using System.Text.Json;

namespace Aimux.Silo.Proxy;

/// <summary>A provider's error, whatever its shape: nested in <c>error</c>, flat, a bare string, or no JSON at all.</summary>
/// <param name="Type">The class of error, or empty.</param>
/// <param name="Code">The error itself, or empty; some providers send a number.</param>
/// <param name="Message">For people, or empty.</param>
internal sealed record UpstreamError(string Type, string Code, string Message)
{
    private const int LongestMessage = 300;

    public static UpstreamError None { get; } = new("", "", "");

    public static UpstreamError Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return None;
            }

            if (!root.TryGetProperty("error", out var error))
            {
                return From(root);
            }

            return error.ValueKind switch
            {
                JsonValueKind.Object => From(error),
                JsonValueKind.String => new UpstreamError("", "", Shorten(error.GetString()!)),
                _ => None,
            };
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException) // the latter for broken texts
        {
            return None;
        }
    }

    private static UpstreamError From(JsonElement error) =>
        new(Text(error, "type"), Text(error, "code"), Shorten(Text(error, "message")));

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

    private static string Shorten(string text) =>
        text.Length <= LongestMessage ? text
        : char.IsHighSurrogate(text[LongestMessage - 1]) ? text[..(LongestMessage - 1)] + "…"
        : text[..LongestMessage] + "…";
}
