using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Health;

/// <summary>The state of a breaker. Closed to other kinds: <see cref="Breaker.Next"/> knows them all.</summary>
internal abstract record BreakerState
{
    private BreakerState() { }

    /// <param name="Strikes">Recent failures, less half a strike for each success; fades with time.</param>
    /// <param name="At">When the strikes were counted.</param>
    /// <param name="RecoveredAt">When it closed after having been open; <c>null</c> if it never was.</param>
    internal sealed record Closed(double Strikes, DateTimeOffset At, DateTimeOffset? RecoveredAt = null) : BreakerState
    {
        public static Closed Healthy { get; } = new(0, DateTimeOffset.MinValue);
    }

    /// <param name="Until">When a probe may pass.</param>
    /// <param name="Openings">How often it opened since it was last closed; at least 1.</param>
    /// <param name="Cause">The failure that opened it.</param>
    internal sealed record Open(DateTimeOffset Until, int Openings, AttemptOutcome? Cause = null) : BreakerState;

    /// <param name="ProbeExpires">When a probe that was never reported is given up.</param>
    /// <param name="Openings">As in <see cref="Open"/>.</param>
    /// <param name="Cause">As in <see cref="Open"/>.</param>
    internal sealed record HalfOpen(DateTimeOffset ProbeExpires, int Openings, AttemptOutcome? Cause = null)
        : BreakerState;

    internal sealed record Isolated : BreakerState;
}
