namespace Aimux.Silo.Configuration.Toon;

/// <summary>How to write a value.</summary>
internal sealed record ToonEncodeOptions
{
    public static ToonEncodeOptions Default { get; } = new();

    /// <summary>Spaces per level; 1 to 16.</summary>
    public int IndentSize { get; init; } = 2;

    /// <summary>The delimiter of every header in the text.</summary>
    public ToonDelimiter Delimiter { get; init; } = ToonDelimiter.Comma;

    /// <summary>Greatest nesting of containers.</summary>
    public int MaxDepth { get; init; } = 64;
}
