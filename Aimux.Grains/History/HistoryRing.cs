using Aimux.Grains.Interfaces.History;

namespace Aimux.Grains.History;

/// <summary>
/// The counts of the last so many steps. A slot is used again when its step has passed out of reach; what is older than a
/// slot's present step is dropped, so that a clock set back damages nothing.
/// </summary>
/// <param name="step">What a slot spans; whole seconds.</param>
/// <param name="slots">How many slots.</param>
/// <param name="withTimes">Whether histograms of times are kept beside the counts.</param>
internal sealed class HistoryRing(TimeSpan step, int slots, bool withTimes)
{
    private const int Kinds = 2; // to the first token, to the end

    private HistorySlot[] _slots = [];
    private ushort[] _times = [];

    public TimeSpan Step => step;

    public TimeSpan Span => step * slots;

    /// <summary>What it takes when it is in use, bytes; before the first sample next to nothing.</summary>
    public int Bytes => slots * (14 * sizeof(uint) + (withTimes ? Kinds * LatencyScale.Buckets * sizeof(ushort) : 0));

    public void Add(in HistorySample sample, DateTimeOffset at)
    {
        if (_slots.Length == 0)
        {
            _slots = new HistorySlot[slots];
            _times = withTimes ? new ushort[slots * Kinds * LatencyScale.Buckets] : [];
        }

        var number = Number(at);
        var place = (int)(number % slots);
        ref var slot = ref _slots[place];
        if (slot.Step != number + 1)
        {
            if (slot.Step > number + 1)
            {
                return;
            }

            slot = new HistorySlot { Step = (uint)(number + 1) };
            Times(place).Clear();
        }

        slot.Add(sample);
        if (withTimes)
        {
            Count(Times(place)[..LatencyScale.Buckets], sample.FirstTokenMs);
            Count(Times(place)[LatencyScale.Buckets..], sample.DurationMs);
        }
    }

    /// <summary>Adds what a span holds to a sum.</summary>
    /// <param name="first">Number of the first step.</param>
    /// <param name="count">How many steps.</param>
    /// <param name="sum">The sum.</param>
    public void Sum(long first, int count, HistorySum sum)
    {
        for (var number = first; _slots.Length > 0 && number < first + count; number++)
        {
            var place = (int)(number % slots);
            if (number >= 0 && _slots[place].Step == number + 1)
            {
                sum.Add(_slots[place], Times(place));
            }
        }
    }

    /// <summary>The number of the step in which a moment lies.</summary>
    public long Number(DateTimeOffset at) => Math.Max(0, at.ToUnixTimeSeconds()) / (long)step.TotalSeconds;

    private Span<ushort> Times(int place) =>
        withTimes ? _times.AsSpan(place * Kinds * LatencyScale.Buckets, Kinds * LatencyScale.Buckets) : [];

    private static void Count(Span<ushort> histogram, double? ms)
    {
        if (ms is { } known)
        {
            ref var bucket = ref histogram[LatencyScale.BucketOf(known)];
            bucket += bucket < ushort.MaxValue ? (ushort)1 : (ushort)0;
        }
    }
}
