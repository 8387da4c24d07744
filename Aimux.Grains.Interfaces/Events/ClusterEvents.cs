namespace Aimux.Grains.Interfaces.Events;

/// <summary>Names of the one stream on which the grains of a cluster tell of their changes.</summary>
public static class ClusterEvents
{
    /// <summary>The stream provider.</summary>
    public const string Provider = "aimux";

    /// <summary>Where grains keep the little that must outlive them.</summary>
    public const string Storage = "aimux";

    /// <summary>Namespace of the stream's id.</summary>
    public const string StreamNamespace = "aimux.events";

    /// <summary>Key of the stream's id.</summary>
    public const string StreamKey = "all";
}
