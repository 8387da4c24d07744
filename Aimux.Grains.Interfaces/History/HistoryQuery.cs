namespace Aimux.Grains.Interfaces.History;

/// <summary>Which part of a history is asked for: so many points of one length, the last of which is the one under way.</summary>
/// <param name="Step">What each point spans: whole seconds; whole 10 s if all reach back further than 5 min, whole minutes if further than 1 h.</param>
/// <param name="Points">How many; 1 to 1,440, and together no more than 24 h.</param>
[GenerateSerializer, Immutable, Alias("aimux.HistoryQuery")]
public readonly record struct HistoryQuery([property: Id(0)] TimeSpan Step, [property: Id(1)] int Points)
{
    /// <summary>How far back a history reaches.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>One point for the last minute.</summary>
    public static HistoryQuery LastMinute => new(TimeSpan.FromMinutes(1), 1);

    /// <summary>What all points span.</summary>
    public TimeSpan Span => Step * Points;
}
