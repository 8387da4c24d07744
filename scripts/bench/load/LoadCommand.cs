namespace Aimux.Bench.Load;

/// <summary>The two measurements; each prints one line of <c>name=value</c> pairs.</summary>
internal static class LoadCommand
{
    // The starts of streams are spread over so many gaps: about one stream's length.
    private const int StaggeredGaps = 50;

    public static async Task<int> RequestsAsync(Arguments arguments)
    {
        var options = LoadOptions.From(arguments);
        var request = ChatRequest.Build(options, stream: false);
        var window = MeasuringWindow.After(options.Warmup, options.Duration);
        // So many requests a second by all connections together, which begin one after the other.
        var pace = options.Rate > 0 ? TimeSpan.FromSeconds(options.Connections / options.Rate) : TimeSpan.Zero;
        var loops = Repeat(options.Connections, () => new RequestLoop(options.Url, request, window, pace));
        var used = await LoadRun.RunAsync(loops, options, stagger: pace);

        var latency = Samples.Merge(loops.Select(loop => loop.Latency));
        Print(
            $"requests={latency.Count} rps={latency.Count / options.Duration.TotalSeconds:F1} {Percentiles("", latency)}",
            loops,
            used
        );
        return 0;
    }

    public static async Task<int> StreamsAsync(Arguments arguments)
    {
        var options = LoadOptions.From(arguments);
        var request = ChatRequest.Build(options, stream: true);
        var window = MeasuringWindow.After(options.Warmup, options.Duration);
        var loops = Repeat(options.Connections, () => new StreamLoop(options.Url, request, window, options.Gap));
        var used = await LoadRun.RunAsync(loops, options, stagger: options.Gap * StaggeredGaps);

        var events = loops.Sum(loop => loop.Events);
        Print(
            $"streams={loops.Sum(loop => loop.Completed)} events={events} eps={events / options.Duration.TotalSeconds:F1}"
                + $" {Percentiles("ttfe_", Samples.Merge(loops.Select(loop => loop.FirstEvent)))}"
                + $" {Percentiles("delay_", Samples.Merge(loops.Select(loop => loop.Delay)))}"
                + $" {Percentiles("gap_", Samples.Merge(loops.Select(loop => loop.GapExcess)))}",
            loops,
            used
        );
        return 0;
    }

    private static T[] Repeat<T>(int count, Func<T> make) => [.. Enumerable.Range(0, count).Select(_ => make())];

    private static string Percentiles(string prefix, Samples samples) =>
        $"{prefix}p50_us={samples.Microseconds(50):F1} {prefix}p99_us={samples.Microseconds(99):F1}";

    private static void Print(string figures, IReadOnlyList<ClosedLoop> loops, ProcessUsage? used)
    {
        var usage = used is null ? "" : $" {used}";
        Console.WriteLine($"{figures} errors={loops.Sum(loop => loop.Errors)}{usage}");
        if (loops.FirstOrDefault(loop => loop.FirstError is not null) is { } failed)
        {
            Console.Error.WriteLine($"first failure: {failed.FirstError}");
        }
    }
}
