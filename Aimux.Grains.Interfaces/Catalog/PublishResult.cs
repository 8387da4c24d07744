namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>What became of an attempt to publish a catalog.</summary>
/// <param name="Applied">Whether the change was taken.</param>
/// <param name="Current">The catalog in force now.</param>
[GenerateSerializer, Immutable, Alias("aimux.PublishResult")]
public sealed record PublishResult([property: Id(0)] bool Applied, [property: Id(1)] ProviderCatalog Current);
