namespace Aimux.Grains.Interfaces.History;

/// <summary>Percentiles of times, ms; each within an eighth of the truth.</summary>
/// <param name="P50">Half took no longer.</param>
/// <param name="P95">95 of 100 took no longer.</param>
/// <param name="P99">99 of 100 took no longer.</param>
[GenerateSerializer, Immutable, Alias("aimux.Percentiles")]
public readonly record struct Percentiles(
    [property: Id(0)] double P50,
    [property: Id(1)] double P95,
    [property: Id(2)] double P99
);
