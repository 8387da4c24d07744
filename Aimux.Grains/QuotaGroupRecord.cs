using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains;

/// <summary>What of a quota group must outlive the process: rests, what was used of the day, what was learned.</summary>
[GenerateSerializer, Alias("aimux.QuotaGroupRecord")]
internal sealed record QuotaGroupRecord
{
    [Id(0)]
    public DateTimeOffset? RestsUntil { get; init; }

    [Id(1)]
    public AttemptOutcome? RestReason { get; init; }

    [Id(2)]
    public int Strikes { get; init; }

    [Id(3)]
    public double DayUsed { get; init; }

    /// <summary>When <see cref="DayUsed"/> was so; <c>null</c> if no limit of a day was known.</summary>
    [Id(4)]
    public DateTimeOffset? DayUsedAt { get; init; }

    [Id(5)]
    public double? LearnedPerMinute { get; init; }

    [Id(6)]
    public DateTimeOffset LearnedPerMinuteAt { get; init; }

    [Id(7)]
    public int? LearnedAtOnce { get; init; }

    [Id(8)]
    public DateTimeOffset LearnedAtOnceAt { get; init; }

    /// <summary>The keys of which there is something to keep.</summary>
    [Id(9)]
    public ImmutableArray<KeyRecord> Keys { get; init; } = [];
}
