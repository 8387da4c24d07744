using System.Buffers;
using System.Text;

namespace Aimux.Silo.Simulation.Recording;

/// <summary>A request as it arrived; the values of headers that carry secrets are hidden.</summary>
internal sealed record RecordedRequest(
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers
)
{
    private const string Hidden = "(hidden)";
    private const int MostBytes = 1 << 20;
    private static readonly string[] Secret =
    [
        "authorization",
        "x-api-key",
        "api-key",
        "cookie",
        "proxy-authorization",
    ];

    /// <summary>The body as text, its first MiB; empty where the request was refused before it was read.</summary>
    public string Body { get; private set; } = "";

    public static RecordedRequest Of(HttpRequest request) =>
        new(
            request.Method,
            request.Path.Value ?? "",
            request.QueryString.Value ?? "",
            request.Headers.ToDictionary(
                header => header.Key,
                header => Shown(header.Key, header.Value.ToString()),
                StringComparer.OrdinalIgnoreCase
            )
        );

    public void Keep(in ReadOnlySequence<byte> body) =>
        Body = Encoding.UTF8.GetString(body.Slice(0, Math.Min(body.Length, MostBytes)));

    /// <summary>A scheme stays: tests look at which header brings the key, and how.</summary>
    private static string Shown(string name, string value)
    {
        if (!Secret.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return value;
        }

        var space = value.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && !name.Equals("cookie", StringComparison.OrdinalIgnoreCase)
            ? $"{value[..space]} {Hidden}"
            : Hidden;
    }
}
