namespace Aimux.Dashboard.Drills;

/// <summary>A failure that is played on this Aimux alone, to rehearse.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Provider">Whose attempts fail.</param>
/// <param name="Key">Whose alone, <c>provider/id</c>; <c>null</c> for all of the provider's keys.</param>
/// <param name="Failure">How.</param>
/// <param name="StartedAt">Since when.</param>
/// <param name="EndsAt">Until when.</param>
/// <param name="Attempts">How many attempts it made fail so far.</param>
public sealed record Drill(
    string Id,
    string Provider,
    string? Key,
    DrillFailure Failure,
    DateTimeOffset StartedAt,
    DateTimeOffset EndsAt,
    long Attempts
);
