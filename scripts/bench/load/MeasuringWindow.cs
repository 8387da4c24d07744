using System.Diagnostics;

namespace Aimux.Bench.Load;

/// <summary>The time in which samples count: after the warm-up, before the end.</summary>
internal sealed record MeasuringWindow(long Start, long End)
{
    public static MeasuringWindow After(TimeSpan warmup, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp() + Ticks(warmup);
        return new MeasuringWindow(start, start + Ticks(duration));
    }

    public bool Contains(long timestamp) => timestamp >= Start && timestamp < End;

    public static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * Stopwatch.Frequency);
}
