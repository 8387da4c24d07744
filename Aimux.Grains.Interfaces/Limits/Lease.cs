namespace Aimux.Grains.Interfaces.Limits;

/// <summary>The permission of one key to carry one attempt.</summary>
/// <param name="Id">Unique among the leases of the key; never 0.</param>
/// <param name="KeyId">The key that granted it.</param>
/// <param name="ExpiresAt">When the key takes it back by itself, if it was never reported.</param>
[GenerateSerializer, Immutable, Alias("aimux.Lease")]
public sealed record Lease(
    [property: Id(0)] long Id,
    [property: Id(1)] string KeyId,
    [property: Id(2)] DateTimeOffset ExpiresAt
);
