namespace Aimux.Grains.Interfaces.Routing;

/// <summary>A provider, or one of its keys, that was passed over.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="KeyId">The key, if only that one was passed over.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReopensAt">When it can serve again, if that is known.</param>
/// <param name="Because">What the key rests from, if it rests.</param>
[GenerateSerializer, Immutable, Alias("aimux.Exclusion")]
public sealed record Exclusion(
    [property: Id(0)] string ProviderId,
    [property: Id(1)] string? KeyId,
    [property: Id(2)] ExclusionReason Reason,
    [property: Id(3)] DateTimeOffset? ReopensAt,
    [property: Id(4)] Health.AttemptOutcome? Because = null
);
