using System.Text;

namespace Aimux.Silo.Wire.Requests.Json;

/// <summary>A file inside a text: <c>data:image/png;base64,…</c>.</summary>
internal readonly ref struct DataUri
{
    private DataUri(string mediaType, ReadOnlySpan<byte> data)
    {
        MediaType = mediaType;
        Data = data;
    }

    public string MediaType { get; }

    /// <summary>The file in base64, still escaped.</summary>
    public ReadOnlySpan<byte> Data { get; }

    public bool IsText =>
        MediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    public static bool IsAt(Node url) => StartsWith(url, "data:");

    public static bool IsWebAddress(Node url) => StartsWith(url, "https://") || StartsWith(url, "http://");

    public static DataUri Of(Node url)
    {
        const string expected = "data:<media type>;base64,<data>";
        var comma = url.Inner.IndexOf((byte)',');
        var head = comma < 0 ? "" : JsonWords.Decode(url.Inner[..comma]);
        var type = head.Split(';')[0];
        return head.EndsWith(";base64", StringComparison.OrdinalIgnoreCase) && type.Length > "data:".Length
            ? new DataUri(type["data:".Length..], url.Inner[(comma + 1)..])
            : throw new UntranslatableException(
                $"{url.Place} is a data URI of another form; expected {expected}.",
                url.Place.ToString()
            );
    }

    /// <summary>The text that the file is; <c>null</c> if it is none.</summary>
    public string? Text()
    {
        try
        {
            var bytes = Convert.FromBase64String(JsonWords.Decode(Data));
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (Exception mistake) when (mistake is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    // Some callers escape every slash; the first few characters are enough to see what it is.
    private static bool StartsWith(Node url, string scheme)
    {
        var start = url.Inner[..Math.Min(url.Inner.Length, scheme.Length * 2)];
        return Encoding
            .UTF8.GetString(start)
            .Replace("\\/", "/", StringComparison.Ordinal)
            .StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
    }
}
