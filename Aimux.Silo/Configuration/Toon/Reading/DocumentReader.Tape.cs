using System.Buffers;
using System.Runtime.InteropServices;

namespace Aimux.Silo.Configuration.Toon.Reading;

/// <content>The tape, the stack, and what is said about mistakes.</content>
internal sealed partial class DocumentReader
{
    private const int MostErrors = 100;
    private const int FewKeys = 8;

    private Scope Top => _scopes[^1];

    private ref Scope TopReference() => ref CollectionsMarshal.AsSpan(_scopes)[^1];

    private void Push(ScopeKind kind, int depth, int node, bool begun)
    {
        _scopes.Add(
            new Scope
            {
                Kind = kind,
                Depth = depth,
                Node = node,
                Begun = begun,
                Nesting = node < 0 ? 0 : Nesting(node),
            }
        );
    }

    /// <summary>How many containers hold a container's values.</summary>
    private int Nesting(int node) => node == 0 ? 1 : NestingOfParent() + 1;

    private int NestingOfParent() => _scopes.Count == 0 ? 0 : Top.Nesting;

    private void CloseScope()
    {
        var scope = Top;
        _scopes.RemoveAt(_scopes.Count - 1);
        if (scope.Node < 0)
        {
            return;
        }

        EndContainer(scope.Node);
        CheckCount(scope.Node, scope.Damaged);
    }

    private int AddContainer(
        ToonKind kind,
        ToonForm form,
        int parent,
        ToonSpan key,
        int start,
        int header,
        bool? hasKey = null
    )
    {
        // Rows and groups were counted with their header.
        if (form is not (ToonForm.Row or ToonForm.Group) && NestingOfParent() + 1 > _options.MaxDepth)
        {
            Stop(start, $"Values are nested deeper than {_options.MaxDepth} levels.");
        }

        var node = Add(kind, form, parent, key, hasKey ?? key.Length > 0, new ToonSpan(start, 0));
        _nodes[node].Header = header;
        return node;
    }

    private int AddPrimitive(ToonForm form, int parent, ToonSpan key, bool hasKey, ToonSpan token, int field = -1)
    {
        var text = Source.Slice(token.Start, token.Length);
        var node = Add(TokenText.KindOf(text), form, parent, key, hasKey, token);
        _nodes[node].Field = field;
        if (!text.IsEmpty && text[0] == '"' && TokenText.FindMistake(text, out var code) is >= 0 and var mistake)
        {
            var isComment =
                code == ToonErrorCode.TrailingContent && text[mistake..].TrimStart(" \t"u8).StartsWith("#"u8);
            Report(code, token.Start + mistake, isComment ? NoComment : Words(code, "value"), node);
        }

        return node;
    }

    private int Add(ToonKind kind, ToonForm form, int parent, ToonSpan key, bool hasKey, ToonSpan span)
    {
        if (_nodeCount >= _options.MaxNodes)
        {
            Stop(span.Start, $"There are more than {_options.MaxNodes} values.");
        }

        if (_nodeCount == _nodes.Length)
        {
            Grow();
        }

        var ordinal = parent >= 0 ? _nodes[parent].Count++ : 0;
        _nodes[_nodeCount] = new ToonNode
        {
            Kind = kind,
            Form = form,
            Parent = parent,
            Ordinal = ordinal,
            End = _nodeCount + 1,
            Key = key,
            HasKey = hasKey,
            Span = span,
            Line = _line,
            LastLine = _line,
            Header = -1,
            Field = -1,
        };
        return _nodeCount++;
    }

    /// <summary>Makes room for as many values as the text has if it goes on as it began.</summary>
    private void Grow()
    {
        var expected = Math.Min((long)_nodeCount * Source.Length / Math.Max(1, _lineEnd), _options.MaxNodes);
        var nodes = ArrayPool<ToonNode>.Shared.Rent(Math.Max(_nodes.Length * 2, (int)expected));
        _nodes.CopyTo(nodes, 0);
        ArrayPool<ToonNode>.Shared.Return(_nodes);
        _nodes = nodes;
    }

    /// <summary>Ends a container with the last line of content.</summary>
    private void EndContainer(int node) => EndContainer(node, _contentEnd, _contentLine);

    private void EndContainer(int node, int end, int line)
    {
        ref var container = ref _nodes[node];
        container.End = _nodeCount;
        if (container.Form is ToonForm.Field)
        {
            return;
        }

        container.Span = new ToonSpan(container.Span.Start, Math.Max(0, end - container.Span.Start));
        container.LastLine = Math.Max(line, container.Line);
    }

    private void CheckCount(int node, bool damaged)
    {
        if (!_options.Strict || damaged || _nodes[node].Header < 0)
        {
            return;
        }

        var header = _headers[_nodes[node].Header];
        var found = _nodes[node].Count;
        if (header.Declared == found)
        {
            return;
        }

        var what = _nodes[node].Form switch
        {
            ToonForm.Table => "row",
            ToonForm.KeyedTable => "entry",
            ToonForm.List => "item",
            _ => "value",
        };
        var declared = header.Count.Length <= 19 ? Text(header.Count) : "a huge number";
        Report(
            ToonErrorCode.CountMismatch,
            header.Count.Start,
            $"The header says [{declared}], but {Many(found, what)} {(found == 1 ? "follows" : "follow")}. Write [{found}].",
            node
        );
    }

    /// <summary>The first value of the scope on top with a key; -1 if there is none.</summary>
    private int FindKey(ToonSpan key)
    {
        ref var scope = ref TopReference();
        ref var container = ref _nodes[scope.Node];
        if (container.Count <= FewKeys)
        {
            var token = Source.Slice(key.Start, key.Length);
            var other = scope.Node + 1;
            for (var left = container.Count; left > 0; left--, other = _nodes[other].End)
            {
                if (
                    !_nodes[other].Shadowed
                    && SameKey(token, Source.Slice(_nodes[other].Key.Start, _nodes[other].Key.Length))
                )
                {
                    return other;
                }
            }

            return -1;
        }

        if (scope.Keys is null)
        {
            scope.Keys = new Dictionary<string, int>(StringComparer.Ordinal);
            var other = scope.Node + 1;
            for (var left = container.Count; left > 0; left--, other = _nodes[other].End)
            {
                scope.Keys.TryAdd(Text(_nodes[other].Key), other);
            }
        }

        // It is added here: what is looked for becomes a value next.
        var text = Text(key);
        if (scope.Keys.TryGetValue(text, out var first))
        {
            return first;
        }

        scope.Keys.Add(text, _nodeCount);
        return -1;
    }

    private static bool SameKey(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) =>
        left.SequenceEqual(right)
        || (
            (left.StartsWith("\""u8) || right.StartsWith("\""u8))
            && string.Equals(TokenText.Decode(left), TokenText.Decode(right), StringComparison.Ordinal)
        );

    private void Shadow(int first, int node, ToonSpan key)
    {
        if (first < 0)
        {
            return;
        }

        if (_options.Strict)
        {
            Report(
                ToonErrorCode.DuplicateKey,
                key.Start,
                $"{(_options.QuoteContent ? ToonPath.Quote(Text(key)) : "This name")} stands here for the second time; the first is in line {_nodes[first].Line}. Remove one.",
                node
            );
        }

        _nodes[first].Replacement = node;
        _nodes[node].Shadowed = true;
    }

    private string Text(ToonSpan token) => TokenText.Decode(Source.Slice(token.Start, token.Length));

    private static string Many(int count, string what) =>
        count == 1 ? $"1 {what}"
        : what.EndsWith('y') ? $"{count} {what[..^1]}ies"
        : $"{count} {what}s";

    private static string Words(ToonErrorCode code, string what) =>
        code switch
        {
            ToonErrorCode.InvalidEscape =>
                "Behind a backslash in quotes stands `\\`, `\"`, `n`, `r`, `t` or `u` with four hexadecimal digits that are no "
                    + "surrogate. A backslash itself is written `\\\\`.",
            ToonErrorCode.TrailingContent =>
                $"Behind the closing quote of a {what} nothing may follow; a quote in it is written `\\\"`.",
            _ => $"A quoted {what} has no closing quote in its line.",
        };

    /// <summary>Reports what makes it pointless to read on.</summary>
    private void Stop(int offset, string message)
    {
        Report(ToonErrorCode.LimitExceeded, offset, message);
        throw new GiveUpException();
    }

    private void Report(ToonErrorCode code, int offset, string message, int node = -1)
    {
        _lines ??= new TextLines(_memory);
        var (line, column) = _lines.Place(offset);
        if (node < 0 && _scopes.Count > 0)
        {
            node = Top.Node;
        }

        var path = node < 0 || node >= _nodeCount ? "$" : ToonTape.Path(_memory, _nodes, node);
        var error = new ToonError(code, message, line, column, _options.SourceName, path);
        if (_errors is null)
        {
            throw new ToonException(error);
        }

        _errors.Add(error);
        if (_errors.Count >= MostErrors)
        {
            throw new GiveUpException();
        }
    }
}
