using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Routing;

/// <summary>A provider that has just recovered gets its traffic back over some seconds, not at once.</summary>
internal static class SlowStart
{
    /// <summary>Over this time the share grows to all.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    private const double Least = 0.1;

    /// <summary>The share of requests that may go there first, 0.1 to 1.</summary>
    public static double Share(BreakerSnapshot breaker, DateTimeOffset now)
    {
        return breaker.RecoveredAt is { } since && now - since < Length
            ? Math.Clamp((now - since) / Length, Least, 1)
            : 1;
    }
}
