namespace Aimux.Grains.Interfaces.Health;

/// <summary>Whether a breaker lets requests pass.</summary>
public enum BreakerStatus
{
    /// <summary>Everything passes.</summary>
    Closed = 0,

    /// <summary>Nothing passes until a point in time, then one probe.</summary>
    Open = 1,

    /// <summary>A probe is under way.</summary>
    HalfOpen = 2,

    /// <summary>Nothing passes until the operator says so.</summary>
    Isolated = 3,
}
