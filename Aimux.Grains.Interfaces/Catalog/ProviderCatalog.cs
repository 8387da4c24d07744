using System.Collections.Immutable;

namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>The one immutable list of providers, keys and model routes that a whole cluster shares.</summary>
/// <param name="Version">0 for the empty catalog of a new cluster; each accepted change adds one.</param>
/// <param name="PublishedAt">When this version was accepted.</param>
/// <param name="Providers">In the order of the configuration; ids are unique.</param>
/// <param name="Routes">In the order in which callers see them; names are unique.</param>
[GenerateSerializer, Immutable, Alias("aimux.ProviderCatalog")]
public sealed record ProviderCatalog(
    [property: Id(0)] long Version,
    [property: Id(1)] DateTimeOffset PublishedAt,
    [property: Id(2)] ImmutableArray<ProviderDefinition> Providers,
    [property: Id(3)] ImmutableArray<ModelRoute> Routes
)
{
    /// <summary>The catalog of a cluster to which nothing was published yet.</summary>
    public static ProviderCatalog Empty { get; } = new(0, DateTimeOffset.UnixEpoch, [], []);
}
