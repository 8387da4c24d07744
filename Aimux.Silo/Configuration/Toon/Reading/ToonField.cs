namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>A field of a table's header; a group is followed by its fields.</summary>
/// <param name="name">The name's token, quotes included.</param>
internal struct ToonField(ToonSpan name)
{
    public readonly ToonSpan Name = name;

    /// <summary>The field behind the last that belongs to it.</summary>
    public int End;

    public bool IsGroup;

    /// <summary>The first field of its level with the same name that came before it; else -1. Non-strict only.</summary>
    public int Repeats = -1;
}
