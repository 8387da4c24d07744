namespace Aimux.Bench.Load;

/// <summary>What one measurement sends, where to, and for how long.</summary>
internal sealed record LoadOptions(
    Uri Url,
    string Model,
    int Connections,
    TimeSpan Warmup,
    TimeSpan Duration,
    IReadOnlyList<string> Headers,
    int BodyBytes,
    TimeSpan Gap,
    double Rate,
    int? Pid
)
{
    public static LoadOptions From(Arguments arguments)
    {
        var url = new Uri(arguments.Text("url"));
        if (url.Scheme != Uri.UriSchemeHttp)
        {
            throw new ArgumentException("--url must be an http:// address", nameof(arguments));
        }

        var pid = arguments.Integer("pid", 0);
        return new LoadOptions(
            url,
            arguments.Text("model"),
            arguments.Integer("connections", 1),
            TimeSpan.FromSeconds(arguments.Number("warmup", 0)),
            TimeSpan.FromSeconds(arguments.Number("seconds", 5)),
            arguments.Headers,
            arguments.Integer("body-bytes", 1024),
            TimeSpan.FromMilliseconds(arguments.Number("gap-ms", 20)),
            arguments.Number("rate", 0),
            pid == 0 ? null : pid
        );
    }
}
