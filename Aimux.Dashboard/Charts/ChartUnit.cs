namespace Aimux.Dashboard.Charts;

/// <summary>What a chart's values are.</summary>
public enum ChartUnit
{
    /// <summary>A count, or a rate.</summary>
    Count = 0,

    /// <summary>Milliseconds.</summary>
    Milliseconds = 1,
}
