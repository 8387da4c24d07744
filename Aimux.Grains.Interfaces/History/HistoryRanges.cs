namespace Aimux.Grains.Interfaces.History;

/// <summary>Ranges as questions.</summary>
public static class HistoryRanges
{
    /// <summary>The points that a chart of this range shows.</summary>
    public static HistoryQuery Query(this HistoryRange range) =>
        range switch
        {
            HistoryRange.FiveMinutes => new HistoryQuery(TimeSpan.FromSeconds(5), 60),
            HistoryRange.Hour => new HistoryQuery(TimeSpan.FromMinutes(1), 60),
            HistoryRange.Day => new HistoryQuery(TimeSpan.FromMinutes(15), 96),
            _ => throw new ArgumentOutOfRangeException(nameof(range), range, "There is no such range."),
        };

    /// <summary>One point for the whole range, so that percentiles are of all samples.</summary>
    public static HistoryQuery Total(this HistoryRange range)
    {
        var query = range.Query();
        return new HistoryQuery(query.Span, 1);
    }
}
