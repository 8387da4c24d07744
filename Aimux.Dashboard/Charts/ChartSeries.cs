namespace Aimux.Dashboard.Charts;

/// <summary>One line or one layer of a chart.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Values">Its values, oldest first; <c>null</c> is a gap.</param>
public sealed record ChartSeries(string Name, ImmutableArray<double?> Values);
