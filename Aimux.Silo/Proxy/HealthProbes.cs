using Aimux.Grains.Interfaces.Health;

namespace Aimux.Silo.Proxy;

/// <summary>Which providers are worth a look without a caller.</summary>
internal static class HealthProbes
{
    /// <summary>A provider that nobody asked for this long may have gone unnoticed.</summary>
    public static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether a breaker that is due for a probe can be probed by a free call: one that opened because the provider was
    /// not to be reached. One that opened because answers were bad needs a real request.
    /// </summary>
    public static bool MayRecover(BreakerSnapshot breaker, DateTimeOffset now)
    {
        return breaker.Status is BreakerStatus.Open or BreakerStatus.HalfOpen
            && breaker.ReopensAt <= now
            && breaker.Cause
                is AttemptOutcome.ConnectFailed
                    or AttemptOutcome.NameNotResolved
                    or AttemptOutcome.TlsFailed
                    or AttemptOutcome.Unreachable;
    }

    /// <summary>Whether a provider that should be well has been idle for long.</summary>
    public static bool IsIdle(BreakerSnapshot breaker, DateTimeOffset lastUsed, DateTimeOffset now) =>
        breaker.Status == BreakerStatus.Closed && now - lastUsed >= IdleAfter;
}
