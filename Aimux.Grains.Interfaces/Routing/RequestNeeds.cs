namespace Aimux.Grains.Interfaces.Routing;

/// <summary>What a request asks of a model beyond text.</summary>
[Flags]
public enum RequestNeeds
{
    None = 0,

    /// <summary>It brings tools.</summary>
    Tools = 1,

    /// <summary>It shows an image.</summary>
    Vision = 2,

    /// <summary>It asks for reasoning.</summary>
    Reasoning = 4,
}
