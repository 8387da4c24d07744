using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Health;

namespace Aimux.Silo.Proxy.Decisions;

/// <summary>What is kept of one attempt.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Key">The key id.</param>
/// <param name="UpstreamModel">The provider's name of the model.</param>
/// <param name="StartedMs">When it began, ms after the request.</param>
internal sealed record AttemptRecord(string Provider, string Key, string UpstreamModel, double StartedMs)
{
    /// <summary>Whether it was begun beside another one that was slow.</summary>
    public bool Hedge { get; set; }

    /// <summary>What of the request the provider's protocol could not hold, as field paths.</summary>
    public ImmutableArray<string> Dropped { get; init; } = [];

    /// <summary>What of the request the provider's vendor wants said otherwise, as field paths.</summary>
    public ImmutableArray<string> Changed { get; init; } = [];

    /// <summary>Set once, when it ended.</summary>
    public AttemptEnd? End { get; set; }
}

/// <param name="Outcome">How it ended.</param>
/// <param name="Status">The provider's HTTP status, if there was one.</param>
/// <param name="Detail">What went wrong, in words.</param>
/// <param name="LatencyMs">Time to the first content of a stream, or to the end of another answer.</param>
/// <param name="DurationMs">Time to its end.</param>
/// <param name="RetryAfterMs">How long the provider asked to wait.</param>
internal sealed record AttemptEnd(
    AttemptOutcome Outcome,
    int? Status,
    string? Detail,
    double? LatencyMs,
    double DurationMs,
    double? RetryAfterMs
);
