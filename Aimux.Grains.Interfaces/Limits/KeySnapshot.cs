using System.Collections.Immutable;

namespace Aimux.Grains.Interfaces.Limits;

/// <summary>A key's live state as it was at one moment.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="ProviderId">Its provider.</param>
/// <param name="InFlight">Leases of the key that are out.</param>
/// <param name="RestsUntil">It rests until then after a failure; in the past or <c>null</c> if it does not.</param>
/// <param name="RestReason">Why it rests.</param>
/// <param name="Disabled">Taken out of service by the operator.</param>
/// <param name="OpensAt">When the next request of ordinary size can be granted, as far as the buckets of its quota group tell; in the past if at once.</param>
/// <param name="RestingModels">Models that this key is not asked for; bounded, mostly empty.</param>
[GenerateSerializer, Immutable, Alias("aimux.KeySnapshot")]
public sealed record KeySnapshot(
    [property: Id(0)] string KeyId,
    [property: Id(1)] string ProviderId,
    [property: Id(2)] int InFlight,
    [property: Id(3)] DateTimeOffset? RestsUntil,
    [property: Id(4)] Health.AttemptOutcome? RestReason,
    [property: Id(5)] bool Disabled,
    [property: Id(6)] DateTimeOffset? OpensAt,
    [property: Id(7)] ImmutableArray<ModelRest> RestingModels
);
