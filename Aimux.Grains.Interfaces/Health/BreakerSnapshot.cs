namespace Aimux.Grains.Interfaces.Health;

/// <summary>A breaker as others see it.</summary>
/// <param name="Status">Its state.</param>
/// <param name="ReopensAt">When the next probe may pass, if it is open; or when a lost probe is given up, if half open.</param>
/// <param name="RecoveredAt">When it closed after having been open; <c>null</c> if it never was.</param>
/// <param name="Cause">The failure that opened it.</param>
[GenerateSerializer, Immutable, Alias("aimux.BreakerSnapshot")]
public readonly record struct BreakerSnapshot(
    [property: Id(0)] BreakerStatus Status,
    [property: Id(1)] DateTimeOffset? ReopensAt = null,
    [property: Id(2)] DateTimeOffset? RecoveredAt = null,
    [property: Id(3)] AttemptOutcome? Cause = null
)
{
    public static BreakerSnapshot Closed => default;
}
