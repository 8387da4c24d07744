namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>What of a request can send it to another route; of several the first counts.</summary>
public enum DetourReason
{
    /// <summary>It shows an image.</summary>
    Vision = 0,

    /// <summary>It asks the model to think.</summary>
    Thinking = 1,

    /// <summary>It is a tool's small work in the background, for which Claude Code asks a model named haiku.</summary>
    Background = 2,

    /// <summary>It brings tools.</summary>
    Tools = 3,
}
