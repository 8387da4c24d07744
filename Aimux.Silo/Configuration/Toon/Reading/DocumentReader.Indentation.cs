namespace Aimux.Silo.Configuration.Toon.Reading;

/// <content>How deep a line stands, what that means, and where blank lines may be.</content>
internal sealed partial class DocumentReader
{
    private const string NoComment =
        "A `#` stands here and what follows it: TOON has no comments behind other text. Put the comment on a line of its own.";

    private void ReadLine(int start)
    {
        while (_lineEnd > start && Source[_lineEnd - 1] == ' ')
        {
            _lineEnd--;
        }

        var content = start;
        var tabs = 0;
        while (content < _lineEnd && Source[content] == ' ')
        {
            content++;
        }

        if (content < _lineEnd && Source[content] == '#')
        {
            return;
        }

        if (content < _lineEnd && Source[content] == '\t')
        {
            for (; content < _lineEnd && Source[content] is (byte)' ' or (byte)'\t'; content++)
            {
                tabs += Source[content] == '\t' ? 1 : 0;
            }
        }

        if (content == _lineEnd && (tabs == 0 || !_options.Strict))
        {
            if (_blankLine == 0)
            {
                (_blankLine, _blankAt) = (_line, start);
            }

            return;
        }

        var spaces = content - start - tabs;
        _depth = tabs + (spaces / _options.IndentSize);
        if (_depth > _skipDeeperThan)
        {
            return;
        }

        _skipDeeperThan = int.MaxValue;
        if (_options.Strict && tabs > 0)
        {
            Report(
                ToonErrorCode.InvalidIndentation,
                start + Source[start..content].IndexOf((byte)'\t'),
                $"A tab stands in the indentation. Indent with spaces, {_options.IndentSize} a level."
            );
        }
        else if (_options.Strict && spaces % _options.IndentSize != 0)
        {
            Report(
                ToonErrorCode.InvalidIndentation,
                content,
                $"The line is indented by {spaces} {(spaces == 1 ? "space" : "spaces")}; expected a multiple of {_options.IndentSize}."
            );
        }

        if (content < _lineEnd)
        {
            ReadContent(content);
        }

        _blankLine = 0;
    }

    /// <summary>Finds out whether the line stands at the depth of the scope on top, and reports it if not.</summary>
    private bool Settle(int content)
    {
        ref var top = ref TopReference();
        if (_depth == top.Depth)
        {
            top.Begun = true;
            return true;
        }

        if (_depth > top.Depth && !top.Begun)
        {
            if (_options.Strict)
            {
                Report(
                    ToonErrorCode.UnexpectedIndentation,
                    content,
                    $"The line is indented too deep; expected {top.Depth * _options.IndentSize} spaces."
                );
            }

            top.Depth = _depth;
            top.Begun = true;
            return true;
        }

        if (_depth > top.Depth && HasCommentAsValue(top))
        {
            // What was taken for the value of the line above was meant as a comment on what stands below it.
            ref var field = ref _nodes[_nodeCount - 1];
            Report(ToonErrorCode.UnexpectedIndentation, field.Span.Start, NoComment);
            (field.Kind, field.Form) = (ToonKind.Object, ToonForm.Fields);
            field.Span = new ToonSpan(field.Key.Start, 0);
            Push(ScopeKind.Fields, top.Depth + 1, _nodeCount - 1, begun: false);
            return Settle(content);
        }

        top.Damaged = true;
        Report(
            ToonErrorCode.UnexpectedIndentation,
            content,
            _depth > top.Depth
                ? $"The line is deeper than the one that it follows, which cannot hold it; expected at most {top.Depth * _options.IndentSize} spaces."
                : $"The line fits no level above it; expected {top.Depth * _options.IndentSize} spaces, or fewer to end what it follows."
        );
        _skipDeeperThan = Math.Min(_depth, top.Depth);
        return false;
    }

    private bool HasCommentAsValue(in Scope top) =>
        top.Kind == ScopeKind.Fields
        && _nodes[_nodeCount - 1] is { Form: ToonForm.Field, Kind: ToonKind.String } last
        && last.Line == _contentLine
        && last.Parent == top.Node
        && IsComment(last.Span.Start);

    /// <summary>Whether a place of a line begins with a number sign, as comments do on lines of their own.</summary>
    private bool IsComment(int at)
    {
        while (at < _lineEnd && Source[at] == '\t')
        {
            at++;
        }

        return at < Source.Length && Source[at] == '#';
    }

    /// <summary>A blank line between two lines of an array is a mistake; before its first and behind its last it is none.</summary>
    private void CheckBlank()
    {
        if (_blankLine == 0 || !_options.Strict)
        {
            return;
        }

        foreach (var scope in _scopes)
        {
            if (scope is { Begun: true, Kind: ScopeKind.Items or ScopeKind.Rows or ScopeKind.Entries })
            {
                Report(
                    ToonErrorCode.BlankLine,
                    _blankAt,
                    "A blank line stands between the rows or items of an array. Remove it, or make it a comment."
                );
                return;
            }
        }
    }
}
