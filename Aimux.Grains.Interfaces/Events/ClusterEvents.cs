namespace Aimux.Grains.Interfaces.Events;

/// <summary>Names of the one stream on which the grains of a cluster tell of their changes.</summary>
public static class ClusterEvents
{
    /// <summary>The stream provider.</summary>
    public const string Provider = "aimux";

    /// <summary>
    /// Where grains keep the little that must outlive them. Not named as the stream provider is: Orleans would keep the
    /// stream's subscribers there too, and those of an earlier process must not come back.
    /// </summary>
    public const string Storage = "aimux.state";

    /// <summary>Where the catalog is kept, for as long as the cluster runs: a configuration makes it anew.</summary>
    public const string CatalogStorage = "aimux.catalog";

    /// <summary>Namespace of the stream's id.</summary>
    public const string StreamNamespace = "aimux.events";

    /// <summary>Key of the stream's id.</summary>
    public const string StreamKey = "all";
}
