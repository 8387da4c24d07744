using System.Diagnostics;

namespace Aimux.Bench.Load;

/// <summary>Durations, all of them kept: a run has some hundred thousand, so percentiles can be exact.</summary>
internal sealed class Samples
{
    private readonly List<long> _ticks = [];

    public int Count => _ticks.Count;

    public void Add(long ticks) => _ticks.Add(ticks);

    public static Samples Merge(IEnumerable<Samples> parts)
    {
        var merged = new Samples();
        foreach (var part in parts)
        {
            merged._ticks.AddRange(part._ticks);
        }

        merged._ticks.Sort();
        return merged;
    }

    /// <summary>The nearest-rank percentile of merged samples, in microseconds; 0 without samples.</summary>
    public double Microseconds(double percentile)
    {
        if (_ticks.Count == 0)
        {
            return 0;
        }

        var rank = (int)Math.Ceiling(percentile / 100 * _ticks.Count);
        return _ticks[Math.Clamp(rank - 1, 0, _ticks.Count - 1)] * 1e6 / Stopwatch.Frequency;
    }
}
