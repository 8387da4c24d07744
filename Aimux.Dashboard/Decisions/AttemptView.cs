using Aimux.Grains.Interfaces.Health;

namespace Aimux.Dashboard.Decisions;

/// <summary>One attempt of a request.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Key">The key's id.</param>
/// <param name="UpstreamModel">The provider's name of the model.</param>
/// <param name="StartedMs">When it began, ms after the request.</param>
/// <param name="Hedge">Whether it was begun beside another one that was slow.</param>
/// <param name="Outcome">How it ended; <c>null</c> while it is under way.</param>
/// <param name="Status">The provider's status, if there was one.</param>
/// <param name="Detail">What went wrong, in words.</param>
/// <param name="LatencyMs">Time to the first content of a stream, or to the end of another answer.</param>
/// <param name="DurationMs">Time to its end; <c>null</c> while it is under way.</param>
/// <param name="Dropped">Fields of the request that the provider's protocol could not hold.</param>
/// <param name="Changed">Fields of the request that its vendor wants said otherwise.</param>
public sealed record AttemptView(
    string Provider,
    string Key,
    string UpstreamModel,
    double StartedMs,
    bool Hedge,
    AttemptOutcome? Outcome,
    int? Status,
    string? Detail,
    double? LatencyMs,
    double? DurationMs,
    ImmutableArray<string> Dropped,
    ImmutableArray<string> Changed
);
