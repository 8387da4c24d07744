using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Interfaces.Events;

/// <summary>A change of state that every process of the cluster hears of. Never a single request.</summary>
/// <param name="Stamp">Orders the events of one subject: a later change has a higher stamp.</param>
[GenerateSerializer, Immutable, Alias("aimux.ClusterEvent")]
public abstract record ClusterEvent([property: Id(0)] long Stamp);

/// <summary>The catalog has a new version.</summary>
[GenerateSerializer, Immutable, Alias("aimux.CatalogChanged")]
public sealed record CatalogChanged([property: Id(0)] ProviderCatalog Catalog) : ClusterEvent(Catalog.Version);

/// <summary>A provider's breaker moved.</summary>
[GenerateSerializer, Immutable, Alias("aimux.BreakerChanged")]
public sealed record BreakerChanged(
    long Stamp,
    [property: Id(0)] string ProviderId,
    [property: Id(1)] BreakerSnapshot Breaker
) : ClusterEvent(Stamp);

/// <summary>A provider's speed was measured; sent at most ten times a second for each model and length of prompt.</summary>
[GenerateSerializer, Immutable, Alias("aimux.SpeedChanged")]
public sealed record SpeedChanged(long Stamp, [property: Id(0)] string ProviderId, [property: Id(1)] ModelSpeed Speed)
    : ClusterEvent(Stamp);

/// <summary>A model began to rest at its provider, or a rest of it became longer.</summary>
[GenerateSerializer, Immutable, Alias("aimux.ModelRested")]
public sealed record ModelRested(long Stamp, [property: Id(0)] string ProviderId, [property: Id(1)] ModelRest Rest)
    : ClusterEvent(Stamp);

/// <summary>A key's state changed; sent at once when it starts or ends a rest, else at most ten times a second.</summary>
[GenerateSerializer, Immutable, Alias("aimux.KeyChanged")]
public sealed record KeyChanged(long Stamp, [property: Id(0)] KeySnapshot Key) : ClusterEvent(Stamp);
