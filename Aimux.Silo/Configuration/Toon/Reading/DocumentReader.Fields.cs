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

        if (bracket > 0 || TokenText.IndexOutsideQuotes(text, (byte)':') >= 0)
        {
            AddContainer(ToonKind.Object, ToonForm.Fields, -1, default, content, -1);
            Push(ScopeKind.Fields, rootDepth, 0, begun: true);
            ReadField(content, rootDepth);
            return;
        }

        AddPrimitive(ToonForm.Field, -1, default, hasKey: false, new ToonSpan(content, text.Length));
        Push(ScopeKind.Closed, rootDepth, -1, begun: true);
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

        var colon = TokenText.IndexOutsideQuotes(text, (byte)':');
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
        else if (bracket > 0 || TokenText.IndexOutsideQuotes(inner, (byte)':') >= 0)
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
