using Aimux.Silo.Configuration.Toon.Reading;

namespace Aimux.Silo.Configuration.Toon;

/// <summary>One value of a document: what it is, how it is written, and where.</summary>
internal readonly struct ToonElement
{
    private readonly int _node;

    internal ToonElement(ToonDocument document, int node)
    {
        Document = document;
        _node = node;
    }

    public ToonDocument Document { get; }

    public ToonKind Kind => Node.Kind;

    public ToonForm Form => Node.Form;

    /// <summary>The key under which its object holds it, decoded; <c>null</c> for items and the root.</summary>
    public string? Key => Node.HasKey ? TokenText.Decode(Document.Bytes(Node.Key)) : null;

    /// <summary>
    /// The key's token, quotes included, where it stands beside the value (fields, headers, entry rows); of cells and
    /// groups, the field's name in the table's header. Empty without a key.
    /// </summary>
    public ToonSpan KeySpan => Node.Key;

    /// <summary>
    /// Of a primitive its token, quotes included, blanks around it not; empty where nothing is written. Of a container
    /// from its key, hyphen or header to the end of its last line of content, line end not included; of a row its line
    /// without indentation; of a group empty.
    /// </summary>
    public ToonSpan Span => Node.Span;

    /// <summary>First line that belongs to it, 1-based: the line of its key, hyphen or row.</summary>
    public int FirstLine => Node.Line;

    /// <summary>Last line of its content, 1-based, comments and blank lines behind it not counted.</summary>
    public int LastLine => Node.LastLine;

    /// <summary>Of an array or keyed table with a header, the digits in its brackets; else empty.</summary>
    public ToonSpan CountSpan => Header?.Count ?? default;

    /// <summary>Of a table, what stands between its outer braces; else empty.</summary>
    public ToonSpan FieldsSpan => Header?.FieldText ?? default;

    /// <summary>Of a value with a header, the delimiter that the header sets.</summary>
    public ToonDelimiter Delimiter => Header?.Delimiter ?? ToonDelimiter.Comma;

    /// <summary>Of a table, the names of its fields and groups, those within groups not.</summary>
    public IEnumerable<string> Columns
    {
        get
        {
            var fields = Header?.Fields ?? [];
            for (var column = 0; column < fields.Length; column = fields[column].End)
            {
                yield return TokenText.Decode(Document.Bytes(fields[column].Name));
            }
        }
    }

    /// <summary>Where it begins, 1-based: its token, else its key, hyphen or header.</summary>
    public int Line => Place.Line;

    /// <summary>In characters, 1-based.</summary>
    public int Column => Place.Column;

    /// <summary>Such as <c>$.providers[1].base_url</c>.</summary>
    public string Path => ToonTape.Path(Document.Source, Document.Nodes, _node);

    /// <summary>Its values, in the order of the text. After a duplicate that was recovered, the last write in the first place.</summary>
    public IEnumerable<ToonElement> Children
    {
        get
        {
            var child = _node + 1;
            for (var left = Node.Count; left > 0; left--)
            {
                var (shadowed, replacement) = (Document.Nodes[child].Shadowed, Document.Nodes[child].Replacement);
                if (!shadowed)
                {
                    yield return new ToonElement(Document, replacement > 0 ? replacement : child);
                }

                child = Document.Nodes[child].End;
            }
        }
    }

    /// <summary>How many <see cref="Children"/>.</summary>
    public int Count => Children.Count();

    /// <summary>The decoded text of a string, the literal of any other primitive.</summary>
    /// <exception cref="InvalidOperationException">It is a container.</exception>
    public string Text =>
        Kind is ToonKind.Object or ToonKind.Array
            ? throw new InvalidOperationException("A container has no text.")
            : TokenText.Decode(Document.Bytes(Node.Span));

    private ref readonly ToonNode Node => ref Document.Nodes[_node];

    private ToonHeader? Header => Document.HeaderOf(_node);

    private (int Line, int Column) Place =>
        Document.Place(Form == ToonForm.Group && TryGetParent(out var row) ? row.Span.Start : Node.Span.Start);

    /// <summary>The value that holds it; <c>false</c> for the root.</summary>
    public bool TryGetParent(out ToonElement parent)
    {
        parent = new ToonElement(Document, Math.Max(0, Node.Parent));
        return Node.Parent >= 0;
    }

    /// <summary>The field of an object by its decoded key, ordinally.</summary>
    public bool TryGet(string key, out ToonElement value)
    {
        if (Kind == ToonKind.Object)
        {
            foreach (var child in Children)
            {
                if (string.Equals(child.Key, key, StringComparison.Ordinal))
                {
                    value = child;
                    return true;
                }
            }
        }

        value = default;
        return false;
    }
}
