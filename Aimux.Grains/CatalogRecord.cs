using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Grains;

/// <summary>The catalog as it is stored.</summary>
[GenerateSerializer, Alias("aimux.CatalogRecord")]
internal sealed record CatalogRecord([property: Id(0)] ProviderCatalog Catalog)
{
    public CatalogRecord()
        : this(ProviderCatalog.Empty) { }
}
