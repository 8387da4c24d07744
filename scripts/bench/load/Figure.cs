namespace Aimux.Bench.Load;

/// <summary>One row of the table: a figure of a measurement, or what a target adds to the direct way.</summary>
internal sealed record Figure(string Name, int Decimals, Func<RawLine, double> Value, bool Added = false)
{
    private const double Kibi = 1024;

    public static IEnumerable<Figure> Requests { get; } =
    [
        new("req/s", 0, line => line["rps"]),
        .. Latency("latency", "p50_us", "p99_us"),
        new("CPU s / 1,000 requests", 4, line => PerThousand(line, "requests")),
        new("peak RSS, MiB", 1, line => line["hwm_kib"] / Kibi),
    ];

    public static IEnumerable<Figure> Streams { get; } =
    [
        new("events/s", 0, line => line["eps"]),
        .. Latency("time to first event", "ttfe_p50_us", "ttfe_p99_us"),
        .. Latency("delay per event", "delay_p50_us", "delay_p99_us"),
        .. Latency("gap beyond the pace", "gap_p50_us", "gap_p99_us"),
        new("CPU s / 1,000 streams", 3, line => PerThousand(line, "streams")),
        new("peak RSS, MiB", 1, line => line["hwm_kib"] / Kibi),
    ];

    private static IEnumerable<Figure> Latency(string name, string p50, string p99) =>
        [
            new($"{name} p50, ms", 3, line => line[p50] / 1000),
            new($"{name} p99, ms", 3, line => line[p99] / 1000),
            new($"added {name} p50, ms", 3, line => line[p50] / 1000, Added: true),
            new($"added {name} p99, ms", 3, line => line[p99] / 1000, Added: true),
        ];

    private static double PerThousand(RawLine line, string count) => line["cpu_s"] * 1000 / line[count];
}
