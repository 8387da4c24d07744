using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;

namespace Aimux.Tests.VirtualTime;

/// <summary>One attempt and how it ended.</summary>
internal sealed record VirtualAttempt(RankedCandidate Candidate, string KeyId, long Lease, int Upstream)
{
    /// <summary>Whether it was begun beside another one.</summary>
    public bool IsHedge { get; set; }

    public AttemptOutcome Outcome { get; set; }

    /// <summary>Time to the first token, ms; <c>null</c> if none came.</summary>
    public double? FirstMs { get; set; }

    public double ElapsedMs { get; set; }

    public int Tokens { get; set; }

    public TimeSpan? RetryAfter { get; set; }
}
