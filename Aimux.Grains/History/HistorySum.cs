using Aimux.Grains.Interfaces.History;

namespace Aimux.Grains.History;

/// <summary>The sum of some slots: counts are added, histograms merged, so that percentiles are of all samples.</summary>
internal sealed class HistorySum
{
    private readonly long[] _firstToken = new long[LatencyScale.Buckets];
    private readonly long[] _duration = new long[LatencyScale.Buckets];
    private HistoryPoint _counts = HistoryPoint.Empty;

    public HistoryPoint Point =>
        _counts with
        {
            FirstToken = LatencyScale.Read(_firstToken),
            Duration = LatencyScale.Read(_duration),
        };

    public void Add(in HistorySlot slot, ReadOnlySpan<ushort> times)
    {
        _counts = new HistoryPoint(
            _counts.Count + slot.Count,
            _counts.Succeeded + slot.Succeeded,
            _counts.Limited + slot.Limited,
            _counts.Server + slot.Server,
            _counts.Timeout + slot.Timeout,
            _counts.Credentials + slot.Credentials,
            _counts.Connection + slot.Connection,
            _counts.Request + slot.Request,
            _counts.Failovers + slot.Failovers,
            _counts.InputTokens + slot.InputTokens,
            _counts.CachedTokens + slot.CachedTokens,
            _counts.OutputTokens + slot.OutputTokens,
            _counts.CostMicros + slot.CostMicros,
            null,
            null
        );
        for (var bucket = 0; bucket < times.Length; bucket++)
        {
            (bucket < LatencyScale.Buckets ? _firstToken : _duration)[bucket % LatencyScale.Buckets] += times[bucket];
        }
    }
}
