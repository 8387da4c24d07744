namespace Aimux.Grains.Interfaces.Routing;

/// <summary>Why a candidate stands where it stands in the ranking.</summary>
public enum CandidateReason
{
    /// <summary>By its score.</summary>
    Score = 0,

    /// <summary>Never measured, so it goes first once.</summary>
    Unmeasured = 1,

    /// <summary>Its measurement is stale, and the exploration budget allows a new one.</summary>
    Exploration = 2,

    /// <summary>Its breaker's time has come: this request probes it.</summary>
    Probe = 3,

    /// <summary>Its breaker is open, but nothing better is left.</summary>
    LastResort = 4,

    /// <summary>It recovers, and it is not its turn yet.</summary>
    Recovering = 5,

    /// <summary>By the order that the route's policy sets.</summary>
    Policy = 6,
}
