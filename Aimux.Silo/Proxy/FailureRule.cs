using Aimux.Grains.Interfaces.Health;

namespace Aimux.Silo.Proxy;

/// <summary>All that follows from one kind of failure for the request that met it.</summary>
/// <param name="Outcome">The kind of failure.</param>
/// <param name="Shown">What the caller gets if it is the last word.</param>
internal sealed record FailureRule(AttemptOutcome Outcome, ShownError Shown)
{
    /// <summary>Whether to send it again with the same key.</summary>
    public SameKeyRetry SameKey { get; init; } = SameKeyRetry.Never;

    /// <summary>Whether another key of the provider may do better.</summary>
    public KeyRotation Rotation { get; init; }

    /// <summary>Whether another provider may do better.</summary>
    public OtherProviders Others { get; init; }

    /// <summary>Whether the provider turned it away before it could have begun to work on it.</summary>
    public bool IsRejection { get; init; }

    /// <summary>Whether the same candidates may do better a moment later.</summary>
    public bool MayPass { get; init; }

    /// <summary>Whether the caller gets the provider's own words: tools know how to read them.</summary>
    public bool TellsOwnWords { get; init; }

    /// <summary>Of several failures the one with the highest weight tells the caller most about what to do.</summary>
    public int Weight { get; init; } = FailureWeight.WaitForProvider;

    /// <summary>The next step in short, for those who know no larger models.</summary>
    public NextStep Next =>
        Rotation is KeyRotation.Key or KeyRotation.QuotaGroup ? NextStep.NextKey
        : Others is OtherProviders.Any or OtherProviders.OtherMapping ? NextStep.NextProvider
        : NextStep.ReturnToCaller;
}
