namespace Aimux.Silo.Configuration.Toon.Reading;

/// <content>The rows of tables, the entry rows of keyed ones, and the values of inline arrays.</content>
internal sealed partial class DocumentReader
{
    private const int LongestWord = 24;

    private void ReadRow(int content)
    {
        var table = TopReference().Node;
        var header = _headers[_nodes[table].Header];
        var text = Source[content.._lineEnd];
        var stop = TokenText.IndexOutsideQuotes(text, (byte)':', HeaderReader.Byte(header.Delimiter));
        if (stop >= 0 && text[stop] == ':')
        {
            TopReference().Damaged = true;
            Report(
                ToonErrorCode.MissingItem,
                content,
                "A colon stands in the first value of a row, so this line is no row. Quote the value (a URL, a time), move it to a "
                    + "later column, or indent the line less if it does not belong to the table."
            );
            return;
        }

        ReadCells(AddContainer(ToonKind.Object, ToonForm.Row, table, default, content, -1), content, header);
    }

    private void ReadEntry(int content)
    {
        var table = Top.Node;
        var header = _headers[_nodes[table].Header];
        var text = Source[content.._lineEnd];
        var colon = TokenText.IndexOutsideQuotes(text, (byte)':');
        var key = new ToonSpan(content, colon < 0 ? 0 : text[..colon].TrimEnd((byte)' ').Length);
        if (colon < 0 || !CheckKey(key))
        {
            TopReference().Damaged = true;
            if (colon < 0)
            {
                Report(
                    ToonErrorCode.MissingColon,
                    content,
                    "A row of entries begins with its name and a colon: `name: 1,2`."
                );
            }

            return;
        }

        var first = FindKey(key);
        var node = AddContainer(ToonKind.Object, ToonForm.Row, table, key, content, -1, hasKey: true);
        Shadow(first, node, key);
        ReadCells(node, TrimStart(content + colon + 1), header);
    }

    private void ReadCells(int row, int at, ToonHeader header)
    {
        var fields = header.Fields;
        var delimiter = HeaderReader.Byte(header.Delimiter);
        var parent = row;
        var (field, cells) = (0, 0);
        // Behind the name of an entry there may be nothing, which is no cell; a row is never empty.
        var more = at < _lineEnd;
        while (more)
        {
            var cell = NextValue(ref at, delimiter, out more);
            cells++;
            if (cells > header.Width)
            {
                continue;
            }

            parent = CloseGroups(parent, field, fields);
            for (; fields[field].IsGroup; field++)
            {
                parent = AddContainer(ToonKind.Object, ToonForm.Group, parent, fields[field].Name, at, -1);
                _nodes[parent].Field = field;
                _nodes[parent].Span = default;
            }

            AddPrimitive(ToonForm.Cell, parent, fields[field].Name, hasKey: true, cell, field);
            field++;
        }

        CloseGroups(parent, int.MaxValue, fields);
        EndContainer(row, _lineEnd, _line);
        if (header.HasRepeats)
        {
            ShadowRepeats(row, fields);
        }

        if (cells != header.Width)
        {
            var names = string.Join(
                ", ",
                fields
                    .Where(name => !name.IsGroup)
                    .Take(12)
                    .Select(name => FieldName(name.Name))
                    .Append(header.Width > 12 ? "…" : "")
            );
            Report(
                ToonErrorCode.WidthMismatch,
                _nodes[row].Span.Start,
                $"The row has {Many(cells, "value")}; its header has {Many(header.Width, "field")}: {names.TrimEnd(' ', ',')}. "
                    + "Quote a value that holds the delimiter itself.",
                row
            );
        }
    }

    /// <summary>A name that is no word may be a value that slipped into the header.</summary>
    private string FieldName(ToonSpan token)
    {
        var name = Text(token);
        return
            _options.QuoteContent
            || (name.Length <= LongestWord && name.All(letter => char.IsAsciiLetterLower(letter) || letter == '_'))
            ? name
            : "…";
    }

    /// <summary>Ends the groups whose fields all have their cells.</summary>
    /// <returns>The container of the next cell.</returns>
    private int CloseGroups(int parent, int field, ToonField[] fields)
    {
        while (_nodes[parent].Form == ToonForm.Group && fields[_nodes[parent].Field].End <= field)
        {
            _nodes[parent].End = _nodeCount;
            parent = _nodes[parent].Parent;
        }

        return parent;
    }

    /// <summary>Without strictness the last of two fields with one name wins, in the first one's place.</summary>
    private void ShadowRepeats(int row, ToonField[] fields)
    {
        var nodes = new int[fields.Length];
        for (var node = row + 1; node < _nodes[row].End; node++)
        {
            var field = _nodes[node].Field;
            nodes[field] = node;
            if (fields[field].Repeats >= 0 && nodes[fields[field].Repeats] is > 0 and var first)
            {
                _nodes[first].Replacement = node;
                _nodes[node].Shadowed = true;
            }
        }
    }

    private void ReadInline(int at, int array, ToonHeader header)
    {
        for (var more = true; more; )
        {
            AddPrimitive(
                ToonForm.InlineValue,
                array,
                default,
                hasKey: false,
                NextValue(ref at, HeaderReader.Byte(header.Delimiter), out more)
            );
        }
    }

    /// <summary>The token from here to the next delimiter or the end of the line, without the blanks around it.</summary>
    private ToonSpan NextValue(ref int at, byte delimiter, out bool more)
    {
        var text = Source[at.._lineEnd];
        var length = TokenText.IndexOutsideQuotes(text, delimiter);
        more = length >= 0;
        if (more)
        {
            text = text[..length];
        }

        var begin = at;
        at += text.Length + (more ? 1 : 0);
        while (!text.IsEmpty && text[0] == ' ')
        {
            text = text[1..];
            begin++;
        }

        while (!text.IsEmpty && text[^1] == ' ')
        {
            text = text[..^1];
        }

        return new ToonSpan(begin, text.Length);
    }
}
