namespace Aimux.Dashboard.Charts;

/// <summary>A chart as it is drawn: made once, shown to many.</summary>
/// <param name="IsStacked">Whether its series are layers, else lines.</param>
/// <param name="Series">In the order of the legend; layers from the bottom up.</param>
/// <param name="YTicks">Labels of the values.</param>
/// <param name="XTicks">Labels of the time.</param>
/// <param name="Marks">Where something is marked, 0 to 1.</param>
/// <param name="Summary">What it shows now, in one sentence.</param>
/// <param name="Source">What it was made of, for the table.</param>
/// <param name="Times">When each value was, for the table.</param>
/// <param name="Unit">What the values are.</param>
public sealed record Chart(
    bool IsStacked,
    ImmutableArray<DrawnSeries> Series,
    ImmutableArray<ChartTick> YTicks,
    ImmutableArray<ChartTick> XTicks,
    ImmutableArray<double> Marks,
    string Summary,
    ImmutableArray<ChartSeries> Source,
    ImmutableArray<DateTimeOffset> Times,
    ChartUnit Unit
)
{
    /// <summary>Width of what is drawn, in units of its paths.</summary>
    public const int Width = 600;

    /// <summary>Height of what is drawn.</summary>
    public const int Height = 160;

    /// <summary>Whether there is nothing to see.</summary>
    public bool IsEmpty => Series.All(series => series.Path.Length == 0);
}
