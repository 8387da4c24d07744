using System.Collections.Immutable;
using Aimux.Grains.Interfaces.History;

namespace Aimux.Grains.History;

/// <summary>
/// The history of one provider, key, or of all requests: three rings of 1 s over 5 min, 10 s over 1 h, and 1 min over
/// 24 h. With times it takes <see cref="BytesWithTimes"/> bytes when in use, without <see cref="Bytes"/>; before its first sample
/// next to nothing. Not thread safe: its owner is a grain.
/// </summary>
/// <param name="withTimes">Whether percentiles of times are kept.</param>
internal sealed class SubjectHistory(bool withTimes)
{
    /// <summary>2,100 slots of 56 bytes: 115 KiB.</summary>
    public const int Bytes = 2_100 * 56;

    /// <summary>The same, and two histograms of 48 buckets in each slot: 509 KiB.</summary>
    public const int BytesWithTimes = Bytes + 2_100 * 2 * LatencyScale.Buckets * sizeof(ushort);

    private readonly HistoryRing[] _rings =
    [
        new(TimeSpan.FromSeconds(1), 300, withTimes),
        new(TimeSpan.FromSeconds(10), 360, withTimes),
        new(TimeSpan.FromMinutes(1), 1_440, withTimes),
    ];

    public void Add(in HistorySample sample, DateTimeOffset at)
    {
        foreach (var ring in _rings)
        {
            ring.Add(sample, at);
        }
    }

    /// <exception cref="ArgumentException">The query is out of range; the message says how.</exception>
    public HistorySeries Read(HistoryQuery query, DateTimeOffset now)
    {
        if (query.Points is < 1 or > 1_440 || query.Step < TimeSpan.FromSeconds(1) || query.Span > HistoryQuery.Longest)
        {
            throw new ArgumentException(
                $"{query.Points} points of {query.Step} are no history: it has 1 to 1440 points of a second or more, and reaches back {HistoryQuery.Longest.TotalHours} h.",
                nameof(query)
            );
        }

        var ring =
            Array.Find(_rings, each => query.Span <= each.Span && query.Step.Ticks % each.Step.Ticks == 0)
            ?? throw new ArgumentException(
                $"Points of {query.Step} over {query.Span} do not fit: use whole 10 s beyond 5 min, whole minutes beyond 1 h.",
                nameof(query)
            );
        var each = (int)(query.Step / ring.Step);

        // The last point ends with the slot under way; points begin at whole steps, so that a chart's bars do not change.
        var last = ring.Number(now);
        var first =
            each == 1 || query.Points == 1
                ? last - (long)query.Points * each + 1
                : (last / each - query.Points + 1) * each;
        var points = ImmutableArray.CreateBuilder<HistoryPoint>(query.Points);
        for (var point = 0; point < query.Points; point++)
        {
            var sum = new HistorySum();
            ring.Sum(first + (long)point * each, each, sum);
            points.Add(sum.Point);
        }

        return new HistorySeries(
            DateTimeOffset.FromUnixTimeSeconds(Math.Max(0, first) * (long)ring.Step.TotalSeconds),
            query.Step,
            points.MoveToImmutable()
        );
    }
}
