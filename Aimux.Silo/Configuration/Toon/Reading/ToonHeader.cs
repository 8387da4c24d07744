namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>What stands between an array's key and its colon: <c>[2|]{id|name}</c>.</summary>
internal sealed class ToonHeader
{
    /// <summary>The digits of the count.</summary>
    public ToonSpan Count { get; init; }

    /// <summary>The count, or <see cref="long.MaxValue"/> for one that no text can meet.</summary>
    public long Declared { get; init; }

    public ToonDelimiter Delimiter { get; init; }

    /// <summary>Whether entries with keys follow, <c>[2:]</c>.</summary>
    public bool Keyed { get; init; }

    /// <summary>What stands between the braces.</summary>
    public ToonSpan FieldText { get; init; }

    /// <summary>Depth-first; empty without braces.</summary>
    public ToonField[] Fields { get; init; } = [];

    /// <summary>Cells of a row.</summary>
    public int Width { get; init; }

    /// <summary>How deep groups are nested; 0 without any.</summary>
    public int Depth { get; init; }

    public bool HasRepeats { get; init; }

    /// <summary>Where the text goes on, behind the colon.</summary>
    public int End { get; init; }
}
