using Aimux.Grains.Interfaces.Health;

namespace Aimux.Silo.Proxy;

/// <summary>What came of a request.</summary>
internal sealed class LoopResult
{
    private LoopResult() { }

    public static LoopResult UnknownModel { get; } = new();

    /// <summary>Who served, if anybody did.</summary>
    public Attempt? ServedBy { get; private init; }

    public UpstreamAnswer? Answer { get; private init; }

    /// <summary>From the request to the commit point.</summary>
    public TimeSpan TimeToFirst { get; private init; }

    /// <summary>How an answer ended that had begun.</summary>
    public AttemptOutcome Outcome { get; set; }

    /// <summary>Why nobody served: one entry an attempt.</summary>
    public IReadOnlyList<(string Provider, AttemptFailure Failure)> Failures { get; private init; } = [];

    /// <summary>When the first of the resting keys or providers opens again, if that is known.</summary>
    public DateTimeOffset? ReopensAt { get; private init; }

    public static LoopResult Answered(Attempt by, UpstreamAnswer answer, TimeSpan timeToFirst) =>
        new()
        {
            ServedBy = by,
            Answer = answer,
            TimeToFirst = timeToFirst,
        };

    public static LoopResult Failed(
        IReadOnlyList<(string Provider, AttemptFailure Failure)> failures,
        DateTimeOffset? reopensAt
    ) => new() { Failures = failures, ReopensAt = reopensAt };
}
