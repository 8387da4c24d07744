namespace Aimux.Dashboard.Live;

/// <summary>How a provider or a key stands, in the words of the page.</summary>
public enum Condition
{
    /// <summary>It serves.</summary>
    Ready = 0,

    /// <summary>It was not asked yet, or nothing is known of it.</summary>
    Unknown = 1,

    /// <summary>It serves, but some of it does not, or much fails.</summary>
    Degraded = 2,

    /// <summary>It rests and comes back by itself.</summary>
    Cooling = 3,

    /// <summary>Its quota or its money is used up.</summary>
    QuotaExhausted = 4,

    /// <summary>Its credentials are not accepted.</summary>
    AuthFailed = 5,

    /// <summary>The operator took it out of service.</summary>
    Paused = 6,
}
