namespace Aimux.Silo.Configuration.Toon;

/// <summary>One value of a document: what it is, how it is written, and where.</summary>
internal readonly struct ToonElement
{
    public ToonDocument Document => throw new NotImplementedException();

    public ToonKind Kind => throw new NotImplementedException();

    public ToonForm Form => throw new NotImplementedException();

    /// <summary>The key under which its object holds it, decoded; <c>null</c> for items and the root.</summary>
    public string? Key => throw new NotImplementedException();

    /// <summary>
    /// The key's token, quotes included, where it stands beside the value (fields, headers, entry rows); of cells and
    /// groups, the field's name in the table's header. Empty without a key.
    /// </summary>
    public ToonSpan KeySpan => throw new NotImplementedException();

    /// <summary>
    /// Of a primitive its token, quotes included, blanks around it not; empty where nothing is written. Of a container
    /// from its key, hyphen or header to the end of its last line of content, line end not included; of a row its line
    /// without indentation; of a group empty.
    /// </summary>
    public ToonSpan Span => throw new NotImplementedException();

    /// <summary>First line that belongs to it, 1-based: the line of its key, hyphen or row.</summary>
    public int FirstLine => throw new NotImplementedException();

    /// <summary>Last line of its content, 1-based, comments and blank lines behind it not counted.</summary>
    public int LastLine => throw new NotImplementedException();

    /// <summary>Of an array or keyed table with a header, the digits in its brackets; else empty.</summary>
    public ToonSpan CountSpan => throw new NotImplementedException();

    /// <summary>Of a table, what stands between its outer braces; else empty.</summary>
    public ToonSpan FieldsSpan => throw new NotImplementedException();

    /// <summary>Of a value with a header, the delimiter that the header sets.</summary>
    public ToonDelimiter Delimiter => throw new NotImplementedException();

    /// <summary>Where it begins, 1-based: its token, else its key, hyphen or header.</summary>
    public int Line => throw new NotImplementedException();

    /// <summary>In characters, 1-based.</summary>
    public int Column => throw new NotImplementedException();

    /// <summary>Such as <c>$.providers[1].base_url</c>.</summary>
    public string Path => throw new NotImplementedException();

    /// <summary>Its values, in the order of the text. After a duplicate that was recovered, the last write in the first place.</summary>
    public IEnumerable<ToonElement> Children => throw new NotImplementedException();

    /// <summary>How many <see cref="Children"/>.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>The decoded text of a string, the literal of any other primitive.</summary>
    /// <exception cref="InvalidOperationException">It is a container.</exception>
    public string Text => throw new NotImplementedException();

    /// <summary>The value that holds it; <c>false</c> for the root.</summary>
    public bool TryGetParent(out ToonElement parent) => throw new NotImplementedException();

    /// <summary>The field of an object by its decoded key, ordinally.</summary>
    public bool TryGet(string key, out ToonElement value) => throw new NotImplementedException();
}
