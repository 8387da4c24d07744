namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>This process's copy of the catalog. Reading it costs nothing; it follows the catalog grain by events.</summary>
public interface ICatalogView
{
    CatalogIndex Current { get; }
}
