namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>What is done with a field of every request to a provider.</summary>
public enum QuirkAction
{
    /// <summary>Nothing: what Aimux would do with it is not done.</summary>
    Keep = 0,

    /// <summary>It is left out.</summary>
    Drop = 1,

    /// <summary>It gets another name.</summary>
    Rename = 2,

    /// <summary>It gets another value wherever it stands.</summary>
    Set = 3,

    /// <summary>It is added where it is missing.</summary>
    Add = 4,

    /// <summary>Its number is kept within bounds.</summary>
    Clamp = 5,
}
