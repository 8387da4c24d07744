namespace Aimux.Dashboard.Charts;

/// <summary>Labels of a time axis: at round minutes or hours, not too many.</summary>
internal static class TimeScale
{
    private const int Most = 6;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(15),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(4),
        TimeSpan.FromHours(6),
        TimeSpan.FromDays(1),
    ];

    /// <summary>Labels for points at even distances.</summary>
    public static ImmutableArray<ChartTick> Ticks(ImmutableArray<DateTimeOffset> times)
    {
        if (times.Length < 2)
        {
            return [];
        }

        var (first, last) = (times[0], times[^1]);
        var span = last - first;
        var step = Array.Find(Steps, each => span / each <= Most);
        step = step == default ? Steps[^1] : step;
        var format = step < TimeSpan.FromMinutes(1) ? "HH:mm:ss" : "HH:mm";
        var ticks = ImmutableArray.CreateBuilder<ChartTick>();
        var at = new DateTimeOffset(first.Ticks - first.Ticks % step.Ticks + step.Ticks, first.Offset);
        for (; at <= last; at += step)
        {
            ticks.Add(new ChartTick((at - first) / span, at.ToString(format, CultureInfo.InvariantCulture)));
        }

        return ticks.ToImmutable();
    }
}
