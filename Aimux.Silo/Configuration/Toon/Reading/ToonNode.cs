namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>One value of a document's tape. A container is followed by all that it holds.</summary>
internal struct ToonNode
{
    public ToonKind Kind;
    public ToonForm Form;

    /// <summary>A later field has the same key; this one is there no more.</summary>
    public bool Shadowed;

    /// <summary>The value that this first place holds now, if a later field has the same key; else 0.</summary>
    public int Replacement;

    /// <summary>-1 for the root.</summary>
    public int Parent;

    /// <summary>Place among the parent's values, 0-based.</summary>
    public int Ordinal;

    /// <summary>The node behind the last that it holds.</summary>
    public int End;

    /// <summary>Values that it holds itself, shadowed ones included.</summary>
    public int Count;

    public ToonSpan Key;
    public bool HasKey;

    /// <summary>A primitive's token; a container's text.</summary>
    public ToonSpan Span;

    public int Line;
    public int LastLine;

    /// <summary>Of a container with a header, which; else -1.</summary>
    public int Header;

    /// <summary>Of a cell or group, which field of its table's header; else -1.</summary>
    public int Field;
}
