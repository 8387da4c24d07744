namespace Aimux.Dashboard.Charts;

/// <summary>The charts of one span of time.</summary>
/// <param name="Latency">Percentiles of the time to the first content.</param>
/// <param name="Traffic">Attempts by provider.</param>
/// <param name="Errors">Failed attempts by kind, with failovers marked.</param>
/// <param name="Tokens">Tokens by kind.</param>
public sealed record TrafficCharts(Chart Latency, Chart Traffic, Chart Errors, Chart Tokens);
