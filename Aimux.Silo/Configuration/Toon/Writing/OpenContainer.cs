namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>A container whose values are still coming, and what they have in common so far.</summary>
internal struct OpenContainer
{
    public int Node;
    public bool IsObject;
    public int Count;

    /// <summary>Where its fields begin among the parts of shapes.</summary>
    public int FirstPart;

    /// <summary>Whether all its values are primitives.</summary>
    public bool Flat;

    /// <summary>Whether all its values are objects of one set shape.</summary>
    public bool Rows;

    /// <summary>The set shape of its first value.</summary>
    public int Set;
}
