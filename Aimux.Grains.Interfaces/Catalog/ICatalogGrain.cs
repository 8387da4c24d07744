using System.Collections.Immutable;

namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>Owns the catalog of the cluster. There is one, with key 0.</summary>
[Alias("aimux.ICatalogGrain")]
public interface ICatalogGrain : IGrainWithIntegerKey
{
    [Alias("GetCatalog")]
    ValueTask<ProviderCatalog> GetCatalog();

    /// <summary>Replaces the catalog whole, if it still has the version that the caller saw.</summary>
    /// <returns>The catalog in force afterwards; <see cref="PublishResult.Applied"/> is false when another writer was first.</returns>
    /// <exception cref="ArgumentException">The catalog contradicts itself; the message names each mistake.</exception>
    [Alias("Publish")]
    ValueTask<PublishResult> Publish(
        long expectedVersion,
        ImmutableArray<ProviderDefinition> providers,
        ImmutableArray<ModelRoute> routes
    );
}
