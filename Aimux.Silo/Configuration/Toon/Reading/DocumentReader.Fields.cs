namespace Aimux.Silo.Configuration.Toon.Reading;

/// <content>The root, the fields of an object, the items of a list.</content>
internal sealed partial class DocumentReader
{
    private const string NoColon =
        "The line has no colon. Expected `name: value`, or `name:` with what belongs to it indented below.";

    private void BeginRoot(int content)
    {
        if (_depth > 0)
        {
            Report(
                ToonErrorCode.UnexpectedIndentation,
                content,
                "The first line is indented; expected no spaces before it."
            );
        }

        var text = Source[content.._lineEnd];
        var rootDepth = _depth;
        if (text.SequenceEqual("[]"u8))
        {
            AddContainer(ToonKind.Array, ToonForm.EmptyArray, -1, default, content, -1);
            EndContainer(0);
            Push(ScopeKind.Closed, rootDepth, 0, begun: true);
            return;
        }

        var bracket = FindBracket(text);
        if (bracket == 0)
        {
            Push(ScopeKind.Closed, rootDepth, -1, begun: true);
            ReadHeader(content, default, hasKey: false, content, rootDepth);
            if (_nodeCount == 0)
            {
                // The header was not understood; the rest is read as far as possible.
                _scopes.Clear();
                AddContainer(ToonKind.Object, ToonForm.Fields, -1, default, content, -1);
                Push(ScopeKind.Fields, rootDepth, 0, begun: true);
            }

            return;
        }

        if (bracket > 0 || TokenText.IndexOutsideQuotes(text, QuoteColon) >= 0)
        {
            AddContainer(ToonKind.Object, ToonForm.Fields, -1, default, content, -1);
            Push(ScopeKind.Fields, rootDepth, 0, begun: true);
            ReadField(content, rootDepth);
            return;
        }

        AddPrimitive(ToonForm.Field, -1, default, hasKey: false, new ToonSpan(content, text.Length));
        Push(ScopeKind.Closed, rootDepth, -1, begun: true);
    }

    /// <summary>Where a header's bracket stands: before the first colon, outside of quotes; -1 if the line has no header.</summary>
    private static int FindBracket(ReadOnlySpan<byte> text)
    {
        var stop = TokenText.IndexOutsideQuotes(text, QuoteColonBracket);
        return stop >= 0 && text[stop] == '[' && TokenText.IndexOutsideQuotes(text[stop..], QuoteColon) >= 0
            ? stop
            : -1;
    }

    /// <param name="at">Where its key begins.</param>
    /// <param name="depth">Its level; one deeper than its line's if it stands behind a hyphen.</param>
    private void ReadField(int at, int depth)
    {
        var text = Source[at.._lineEnd];
        var bracket = FindBracket(text);
        if (bracket >= 0)
        {
            ReadHeader(at + bracket, new ToonSpan(at, bracket), hasKey: true, at, depth);
            return;
        }

        var colon = TokenText.IndexOutsideQuotes(text, QuoteColon);
        if (colon < 0)
        {
            if (text[0] == '"' && TokenText.EndOfQuoted(text) < 0)
            {
                Report(ToonErrorCode.UnterminatedString, at, "A quoted name has no closing quote.");
            }
            else
            {
                Report(ToonErrorCode.MissingColon, at, NoColon);
            }

            _skipDeeperThan = _depth;
            return;
        }

        var key = new ToonSpan(at, text[..colon].TrimEnd((byte)' ').Length);
        if (!CheckKey(key))
        {
            _skipDeeperThan = _depth;
            return;
        }

        var value = TrimStart(at + colon + 1);
        var parent = Top.Node;
        var first = FindKey(key);
        if (value == _lineEnd)
        {
            var node = AddContainer(ToonKind.Object, ToonForm.Fields, parent, key, at, -1, hasKey: true);
            Shadow(first, node, key);
            Push(ScopeKind.Fields, depth + 1, node, begun: false);
        }
        else if (Source[value.._lineEnd].SequenceEqual("[]"u8))
        {
            var node = AddContainer(ToonKind.Array, ToonForm.EmptyArray, parent, key, at, -1, hasKey: true);
            Shadow(first, node, key);
            EndContainer(node, _lineEnd, _line);
        }
        else
        {
            var span = new ToonSpan(value, _lineEnd - value);
            Shadow(first, AddPrimitive(ToonForm.Field, parent, key, hasKey: true, span), key);
        }
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

    private void ReadItem(int content)
    {
        var text = Source[content.._lineEnd];
        if (text[0] != '-' || (text.Length > 1 && text[1] != ' '))
        {
            TopReference().Damaged = true;
            Report(
                ToonErrorCode.MissingItem,
                content,
                "A line of a list begins with a hyphen and a blank, `- value`; indent it less to end the list."
            );
            _skipDeeperThan = _depth;
            return;
        }

        var parent = Top.Node;
        var value = TrimStart(content + 1);
        var inner = Source[value.._lineEnd];
        if (inner.IsEmpty)
        {
            EndContainer(AddContainer(ToonKind.Object, ToonForm.Fields, parent, default, content, -1), _lineEnd, _line);
            return;
        }

        if (inner.SequenceEqual("[]"u8))
        {
            EndContainer(
                AddContainer(ToonKind.Array, ToonForm.EmptyArray, parent, default, content, -1),
                _lineEnd,
                _line
            );
            return;
        }

        var bracket = FindBracket(inner);
        if (bracket == 0)
        {
            ReadHeader(value, default, hasKey: false, content, _depth);
        }
        else if (bracket > 0 || TokenText.IndexOutsideQuotes(inner, QuoteColon) >= 0)
        {
            var node = AddContainer(ToonKind.Object, ToonForm.Fields, parent, default, content, -1);
            Push(ScopeKind.Fields, _depth + 1, node, begun: true);
            ReadField(value, _depth + 1);
        }
        else
        {
            AddPrimitive(ToonForm.Item, parent, default, hasKey: false, new ToonSpan(value, inner.Length));
        }
    }

    private int TrimStart(int at)
    {
        while (at < _lineEnd && Source[at] == ' ')
        {
            at++;
        }

        return at;
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

    private bool CheckKey(ToonSpan key)
    {
        var token = Source.Slice(key.Start, key.Length);
        var quoted = !token.IsEmpty && token[0] == '"';
        if (token.Length - (quoted ? 2 : 0) > _options.MaxKeyBytes)
        {
            Stop(key.Start, $"A name of {token.Length} bytes stands here; at most {_options.MaxKeyBytes} are read.");
        }

        if (quoted && TokenText.FindMistake(token, out var code) is >= 0 and var mistake)
        {
            Report(code, key.Start + mistake, Words(code, "name"));
            return false;
        }

        return true;
    }
}
