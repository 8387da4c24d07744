namespace Aimux.Silo.Configuration.Toon;

/// <summary>A text that was read, with the place of every value in it. Immutable.</summary>
internal sealed class ToonDocument
{
    /// <summary>The text's bytes as they were given.</summary>
    public ReadOnlyMemory<byte> Source => throw new NotImplementedException();

    public ToonDecodeOptions Options => throw new NotImplementedException();

    /// <summary>The whole value; of an empty text an empty object in form <see cref="ToonForm.Fields"/>.</summary>
    public ToonElement Root => throw new NotImplementedException();

    /// <summary>How many lines the text has; a last line end does not begin another.</summary>
    public int LineCount => throw new NotImplementedException();

    /// <summary>Bytes of a line without its line end, with its indentation and trailing blanks.</summary>
    /// <param name="line">1-based.</param>
    public ToonSpan LineSpan(int line) => throw new NotImplementedException();

    /// <summary>Line and column, both 1-based, of a byte; the column counts characters.</summary>
    public (int Line, int Column) Place(int offset) => throw new NotImplementedException();

    /// <summary>Reads a text. In strict mode, duplicates and the rest of section 14 are errors.</summary>
    /// <exception cref="ToonException">The text is no TOON, or passes a limit; the first mistake.</exception>
    public static ToonDocument Parse(ReadOnlyMemory<byte> utf8, ToonDecodeOptions? options = null) =>
        throw new NotImplementedException();

    /// <summary>
    /// Reads a text that people edit: goes on behind a mistake where that makes sense, so that all are found at once.
    /// </summary>
    /// <param name="utf8">The text.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="errors">Receives the mistakes in the order of their lines, at most 100.</param>
    /// <returns>What could be read: with mistakes, a part; <c>null</c> if the bytes are no text at all or pass a limit.</returns>
    public static ToonDocument? Read(
        ReadOnlyMemory<byte> utf8,
        ToonDecodeOptions options,
        ICollection<ToonError> errors
    ) => throw new NotImplementedException();
}
