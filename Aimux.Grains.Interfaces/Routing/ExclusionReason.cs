namespace Aimux.Grains.Interfaces.Routing;

/// <summary>Why a provider or key cannot serve a request now.</summary>
public enum ExclusionReason
{
    /// <summary>The provider's breaker is open, or its probe is under way.</summary>
    BreakerOpen = 0,

    /// <summary>The operator took the provider out of service.</summary>
    Isolated = 1,

    /// <summary>The provider has no key.</summary>
    NoKey = 2,

    /// <summary>Every key of the provider rests or is spent.</summary>
    KeysResting = 3,

    /// <summary>The key refused a lease.</summary>
    KeyRefused = 4,

    /// <summary>Another request became the probe.</summary>
    ProbeTaken = 5,

    /// <summary>The key's secret is not to be had in this process.</summary>
    SecretMissing = 6,

    /// <summary>The provider's API has nothing of the kind that the caller asks for.</summary>
    Dialect = 7,

    /// <summary>The model's context is too small for the request.</summary>
    ContextTooSmall = 8,

    /// <summary>The model lacks something that the request needs: tools, vision, reasoning.</summary>
    Incapable = 9,

    /// <summary>The model rests, at the provider or at every key.</summary>
    ModelResting = 10,

    /// <summary>As many requests wait for the route already as may.</summary>
    LineFull = 11,

    /// <summary>It serves another model than the route's first candidate, where only the same one will do.</summary>
    OtherModel = 12,

    /// <summary>The request means something that the provider's protocol cannot say.</summary>
    Untranslatable = 13,

    /// <summary>Another provider keeps the Responses object that the request goes on from.</summary>
    StoredElsewhere = 14,
}
