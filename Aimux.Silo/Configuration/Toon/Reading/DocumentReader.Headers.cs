namespace Aimux.Silo.Configuration.Toon.Reading;

/// <content>Headers of arrays and entries, <c>name[2]{a,b}:</c>.</content>
internal sealed partial class DocumentReader
{
    /// <summary>Where a header's bracket stands: before the first colon, outside of quotes; -1 if the line has no header.</summary>
    private static int FindBracket(ReadOnlySpan<byte> text)
    {
        var stop = TokenText.IndexOutsideQuotes(text, (byte)':', (byte)'[');
        return stop >= 0 && text[stop] == '[' && TokenText.IndexOutsideQuotes(text[stop..], (byte)':') >= 0 ? stop : -1;
    }

    /// <summary>Reads a header and what stands in its line.</summary>
    /// <param name="bracket">Where its bracket stands.</param>
    /// <param name="key">What stands before the bracket.</param>
    /// <param name="hasKey">Whether the value is a field of an object.</param>
    /// <param name="start">Where the value begins: key, hyphen or bracket.</param>
    /// <param name="depth">The level of its field; its lines are one deeper.</param>
    private void ReadHeader(int bracket, ToonSpan key, bool hasKey, int start, int depth)
    {
        var parent = Top.Node;
        if (hasKey && key.Length == 0)
        {
            FailHeader(
                bracket,
                "A header without a name stands only at the very start of a text, or behind a hyphen. Give it a name: `name[2]: …`."
            );
            return;
        }

        if (hasKey && Source[bracket - 1] is ((byte)' ' or (byte)'\t'))
        {
            FailHeader(
                bracket - 1,
                "No blank stands between a name and its bracket. Quote the line's name if the bracket belongs to it."
            );
            return;
        }

        if (hasKey && !CheckKey(key))
        {
            _skipDeeperThan = _depth;
            return;
        }

        var nesting = _scopes.Count == 0 ? 0 : Top.Nesting;
        var reader = new HeaderReader(Source, bracket, _lineEnd, _options, _options.MaxDepth - nesting - 2);
        if (reader.Read() is not { } header)
        {
            if (reader.Code == ToonErrorCode.LimitExceeded)
            {
                Stop(reader.MistakeAt, reader.Mistake!);
            }

            FailHeader(reader.MistakeAt, reader.Mistake!, reader.Code);
            return;
        }

        var rest = TrimStart(header.End);
        var item = !hasKey && parent >= 0;
        if (header.Fields.Length > 0 && !item && IsComment(rest))
        {
            Report(ToonErrorCode.InvalidHeader, rest, NoComment);
            rest = _lineEnd;
        }

        if (header.Fields.Length > 0 && (item || rest < _lineEnd))
        {
            FailHeader(
                item ? bracket : rest,
                item
                    ? "A table cannot be a list item by itself. Give it a name, `- rows[2]{a}:`, or write its rows as items."
                    : "Behind a header with fields nothing follows in its line; the rows stand below it."
            );
            return;
        }

        if (header.Fields.Length > 0 && nesting + 2 > _options.MaxDepth)
        {
            Stop(bracket, $"Values are nested deeper than {_options.MaxDepth} levels.");
        }

        var first = hasKey ? FindKey(key) : -1;
        _headers.Add(header);
        var (kind, form, scope) =
            header.Keyed ? (ToonKind.Object, ToonForm.KeyedTable, ScopeKind.Entries)
            : header.Fields.Length > 0 ? (ToonKind.Array, ToonForm.Table, ScopeKind.Rows)
            : rest < _lineEnd ? (ToonKind.Array, ToonForm.Inline, ScopeKind.Closed)
            : (ToonKind.Array, ToonForm.List, ScopeKind.Items);
        var node = AddContainer(kind, form, parent, key, start, _headers.Count - 1, hasKey);
        if (hasKey)
        {
            Shadow(first, node, key);
        }

        if (form == ToonForm.Inline)
        {
            ReadInline(rest, node, header);
            EndContainer(node, _lineEnd, _line);
            CheckCount(node, damaged: false);
        }
        else
        {
            Push(scope, depth + 1, node, begun: false);
        }
    }

    private void FailHeader(int at, string message, ToonErrorCode code = ToonErrorCode.InvalidHeader)
    {
        if (_scopes.Count > 0)
        {
            TopReference().Damaged = true;
        }

        Report(code, at, message);
        _skipDeeperThan = _depth;
    }
}
