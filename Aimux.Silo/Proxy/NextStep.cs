namespace Aimux.Silo.Proxy;

/// <summary>What to do after a failed attempt.</summary>
internal enum NextStep
{
    /// <summary>The same key again: what was wrong is mended, or passes.</summary>
    SameKey,

    /// <summary>Another key of the same provider, then other providers.</summary>
    NextKey,

    /// <summary>Another provider.</summary>
    NextProvider,

    /// <summary>Nobody would do better: the answer is the caller's.</summary>
    ReturnToCaller,
}
