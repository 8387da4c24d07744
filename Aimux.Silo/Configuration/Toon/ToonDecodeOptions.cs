namespace Aimux.Silo.Configuration.Toon;

/// <summary>How to read a text.</summary>
internal sealed record ToonDecodeOptions
{
    public static ToonDecodeOptions Default { get; } = new();

    /// <summary>Spaces per level; 1 to 16.</summary>
    public int IndentSize { get; init; } = 2;

    /// <summary>Whether the five mistakes that a reader could recover from are errors too.</summary>
    public bool Strict { get; init; } = true;

    /// <summary>Greatest nesting of containers, field groups included; 0 admits primitives alone.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Greatest text, bytes.</summary>
    public int MaxBytes { get; init; } = 16 << 20;

    /// <summary>Longest line, bytes.</summary>
    public int MaxLineBytes { get; init; } = 1 << 20;

    /// <summary>Longest key or field name, bytes between its quotes.</summary>
    public int MaxKeyBytes { get; init; } = 4096;

    /// <summary>Most values, containers included.</summary>
    public int MaxNodes { get; init; } = 1_000_000;

    /// <summary>
    /// Greatest JSON that a text may stand for, bytes: a table repeats each field's name in each row, so a short text
    /// may mean a long one.
    /// </summary>
    public long MaxOutputBytes { get; init; } = 256L << 20;

    /// <summary>What to call the text in errors.</summary>
    public string? SourceName { get; init; }

    /// <summary>Whether messages may quote what stands in the text. Off where it may hold secrets.</summary>
    public bool QuoteContent { get; init; } = true;
}
