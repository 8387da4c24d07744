using Aimux.Dashboard.Charts;
using Aimux.Grains.Interfaces.History;

namespace Aimux.Dashboard.Live;

/// <summary>Draws histories.</summary>
public static class TrafficDrawing
{
    /// <summary>More providers than this are told together, since nobody tells more colours apart.</summary>
    public const int MostProviders = 5;

    /// <summary>The four charts.</summary>
    /// <param name="requests">What callers got.</param>
    /// <param name="providers">What each provider did, by id.</param>
    public static TrafficCharts Of(HistorySeries requests, ImmutableArray<(string Id, HistorySeries History)> providers)
    {
        var times = Enumerable
            .Range(0, requests.Points.Length)
            .Select(point => requests.Start + requests.Step * point)
            .ToImmutableArray();
        var failovers = requests
            .Points.Select((point, place) => (point.Failovers, place))
            .Where(each => each.Failovers > 0)
            .Select(each => each.place);
        return new TrafficCharts(
            ChartDrawing.Lines(
                [
                    new ChartSeries("p50", [.. requests.Points.Select(point => point.FirstToken?.P50)]),
                    new ChartSeries("p95", [.. requests.Points.Select(point => point.FirstToken?.P95)]),
                    new ChartSeries("p99", [.. requests.Points.Select(point => point.FirstToken?.P99)]),
                ],
                times,
                ChartUnit.Milliseconds,
                "Time to first content",
                []
            ),
            ChartDrawing.Stack(Traffic(providers, times.Length), times, ChartUnit.Count, "Attempts", []),
            ChartDrawing.Stack(Errors(providers, times.Length), times, ChartUnit.Count, "Failed attempts", failovers),
            ChartDrawing.Stack(
                [
                    Sum("input", providers, times.Length, point => point.InputTokens - point.CachedTokens),
                    Sum("cached input", providers, times.Length, point => point.CachedTokens),
                    Sum("output", providers, times.Length, point => point.OutputTokens),
                ],
                times,
                ChartUnit.Count,
                "Tokens",
                []
            )
        );
    }

    private static ImmutableArray<ChartSeries> Traffic(
        ImmutableArray<(string Id, HistorySeries History)> providers,
        int length
    )
    {
        // By id, not by traffic: a colour that changes its meaning is worse than a small layer.
        var busiest = providers
            .OrderByDescending(each => each.History.Points.Sum(point => point.Count))
            .Take(providers.Length > MostProviders ? MostProviders : providers.Length)
            .Select(each => each.Id)
            .ToHashSet(StringComparer.Ordinal);
        var shown = providers.Where(each => busiest.Contains(each.Id));
        var others = providers.Where(each => !busiest.Contains(each.Id)).ToImmutableArray();
        var series = shown.Select(each => Sum(each.Id, [each], length, point => point.Count));
        return others.IsEmpty ? [.. series] : [.. series, Sum("others", others, length, point => point.Count)];
    }

    private static ImmutableArray<ChartSeries> Errors(
        ImmutableArray<(string Id, HistorySeries History)> providers,
        int length
    ) =>
        [
            Sum("limits (429)", providers, length, point => point.Limited),
            Sum("server (5xx)", providers, length, point => point.Server),
            Sum("timeouts", providers, length, point => point.Timeout),
            Sum("credentials", providers, length, point => point.Credentials),
            Sum("connection", providers, length, point => point.Connection),
            Sum("request", providers, length, point => point.Request),
        ];

    private static ChartSeries Sum(
        string name,
        ImmutableArray<(string Id, HistorySeries History)> providers,
        int length,
        Func<HistoryPoint, long> count
    )
    {
        var sums = new double?[length];
        foreach (var (_, history) in providers)
        {
            for (var place = 0; place < Math.Min(length, history.Points.Length); place++)
            {
                sums[place] = (sums[place] ?? 0) + count(history.Points[place]);
            }
        }

        return new ChartSeries(name, [.. sums]);
    }
}
