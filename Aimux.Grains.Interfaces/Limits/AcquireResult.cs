namespace Aimux.Grains.Interfaces.Limits;

/// <summary>A lease, or why there is none and when to ask again.</summary>
/// <param name="Lease">Set when granted.</param>
/// <param name="Refusal">Set when refused.</param>
/// <param name="ReopensAt">When refused: the earliest time at which the same request could be granted; <c>null</c> if no time brings it.</param>
[GenerateSerializer, Immutable, Alias("aimux.AcquireResult")]
public sealed record AcquireResult(
    [property: Id(0)] Lease? Lease,
    [property: Id(1)] RefusalReason Refusal = RefusalReason.None,
    [property: Id(2)] DateTimeOffset? ReopensAt = null
);
