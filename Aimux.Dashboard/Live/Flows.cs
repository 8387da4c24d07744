using Aimux.Grains.Interfaces.History;

namespace Aimux.Dashboard.Live;

/// <summary>Reads histories as the page's figures.</summary>
internal static class Flows
{
    /// <summary>What one point of a history tells.</summary>
    /// <param name="point">The point.</param>
    /// <param name="span">What it spans.</param>
    public static Flow Of(HistoryPoint point, TimeSpan span) =>
        new(
            point.Count,
            point.Succeeded,
            point.Failed,
            point.Count / span.TotalSeconds,
            point.OutputTokens / span.TotalSeconds,
            point.FirstToken?.P50,
            point.FirstToken?.P95,
            point.Duration?.P50,
            point.Duration?.P95,
            point.CostMicros == 0 ? null : point.CostMicros / 1e6
        );

    /// <summary>The median time to the first token, or to the end where nothing streamed, of each point.</summary>
    public static ImmutableArray<double?> Sparkline(HistorySeries series) =>
        [.. series.Points.Select(point => point.FirstToken?.P50 ?? point.Duration?.P50)];
}
