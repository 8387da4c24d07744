using System.Collections.Immutable;

namespace Aimux.Grains.Interfaces.Health;

/// <summary>A provider's live state as it was a moment ago.</summary>
[GenerateSerializer, Immutable, Alias("aimux.ProviderSnapshot")]
public sealed record ProviderSnapshot(
    [property: Id(0)] string ProviderId,
    [property: Id(1)] BreakerSnapshot Breaker,
    [property: Id(2)] ImmutableArray<ModelSpeed> Speeds,
    [property: Id(3)] ImmutableArray<Limits.ModelRest> RestingModels
);
