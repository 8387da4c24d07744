namespace Aimux.Grains.Routing;

/// <summary>Classes of candidates: all of an earlier one stand before any of a later one.</summary>
internal enum Tier
{
    /// <summary>Never measured: goes first, once.</summary>
    Unmeasured,

    Usable,

    /// <summary>It has just recovered, and most requests still go to the others first.</summary>
    Recovering,

    /// <summary>Its breaker's time has come.</summary>
    ProbeDue,

    /// <summary>Its breaker is open, or its model rests; but trying beats failing.</summary>
    LastResort,
}
