using Aimux.Silo.Configuration.Toon.Reading;

namespace Aimux.Silo.Configuration.Toon;

/// <summary>A text that was read, with the place of every value in it. Immutable.</summary>
internal sealed class ToonDocument
{
    private readonly ReadOnlyMemory<ToonNode> _nodes;
    private readonly List<ToonHeader> _headers;
    private TextLines? _lines;

    internal ToonDocument(
        ReadOnlyMemory<byte> source,
        ToonDecodeOptions options,
        ReadOnlyMemory<ToonNode> nodes,
        List<ToonHeader> headers,
        TextLines? lines
    )
    {
        Source = source;
        Options = options;
        _nodes = nodes;
        _headers = headers;
        _lines = lines;
    }

    /// <summary>The text's bytes as they were given.</summary>
    public ReadOnlyMemory<byte> Source { get; }

    public ToonDecodeOptions Options { get; }

    /// <summary>The whole value; of an empty text an empty object in form <see cref="ToonForm.Fields"/>.</summary>
    public ToonElement Root => new(this, 0);

    /// <summary>How many lines the text has; a last line end does not begin another.</summary>
    public int LineCount => Lines.Count;

    internal ReadOnlySpan<ToonNode> Nodes => _nodes.Span;

    private TextLines Lines => _lines ??= new TextLines(Source);

    /// <summary>Bytes of a line without its line end, with its indentation and trailing blanks.</summary>
    /// <param name="line">1-based.</param>
    public ToonSpan LineSpan(int line) => Lines.Span(line);

    /// <summary>Line and column, both 1-based, of a byte; the column counts characters.</summary>
    public (int Line, int Column) Place(int offset) => Lines.Place(offset);

    /// <summary>Reads a text. In strict mode, duplicates and the rest of section 14 are errors.</summary>
    /// <exception cref="ToonException">The text is no TOON, or passes a limit; the first mistake.</exception>
    public static ToonDocument Parse(ReadOnlyMemory<byte> utf8, ToonDecodeOptions? options = null)
    {
        using var reader = new DocumentReader(utf8, options ?? ToonDecodeOptions.Default, errors: null);
        return reader.Read()!.Kept();
    }

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
    )
    {
        var found = new List<ToonError>();
        using var reader = new DocumentReader(utf8, options, found);
        var document = reader.Read()?.Kept();
        foreach (var error in found.OrderBy(error => error.Line).ThenBy(error => error.Column))
        {
            errors.Add(error);
        }

        return document;
    }

    /// <summary>The same document, with values of its own.</summary>
    private ToonDocument Kept() => new(Source, Options, _nodes.ToArray(), _headers, _lines);

    internal ToonHeader? HeaderOf(int node) =>
        _nodes.Span[node].Header is >= 0 and var header ? _headers[header] : null;

    internal ReadOnlySpan<byte> Bytes(ToonSpan span) => Source.Span.Slice(span.Start, span.Length);
}
