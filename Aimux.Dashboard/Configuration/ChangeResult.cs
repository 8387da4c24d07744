namespace Aimux.Dashboard.Configuration;

/// <summary>What became of a change.</summary>
public enum ChangeResult
{
    /// <summary>It is in the file and in force.</summary>
    Made = 0,

    /// <summary>The configuration would have mistakes; the findings name them.</summary>
    Invalid = 1,

    /// <summary>What it is about is not there.</summary>
    NotFound = 2,

    /// <summary>Something of that name is there already.</summary>
    Exists = 3,

    /// <summary>The file is another version than the one that was seen, or others wrote it meanwhile.</summary>
    Changed = 4,

    /// <summary>The file could not be read, edited in place or written, or not be put in force; the findings say why.</summary>
    Failed = 5,
}
