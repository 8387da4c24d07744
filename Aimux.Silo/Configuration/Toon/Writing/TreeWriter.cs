namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>Writes a tree: each value in the one form that its shape and position ask for. TOON 4.4, sections 9 and 10.</summary>
internal sealed class TreeWriter
{
    private readonly TreeBuilder _tree;
    private readonly ToonEncodeOptions _options;
    private readonly byte _delimiter;
    private readonly Stack<(bool Items, int Next, int Left, int Depth)> _open = new();
    private readonly RowLayout _layout;
    private readonly TextBuffer _to;

    public TreeWriter(TreeBuilder tree, ToonEncodeOptions options)
    {
        _tree = tree;
        _options = options;
        _delimiter = Reading.HeaderReader.Byte(options.Delimiter);
        _layout = new RowLayout(tree);
        _to = new TextBuffer(tree.Texts.Length + 256);
    }

    public ReadOnlySpan<byte> Write()
    {
        var root = _tree.Nodes[0];
        if (root.Kind == ToonKind.Object && !IsKeyedTable(root))
        {
            _open.Push((false, 1, root.Count, 0));
        }
        else if (root.Kind is ToonKind.Object or ToonKind.Array)
        {
            WriteContainer(0, depth: 0, item: false);
        }
        else if (root.Kind == ToonKind.String && _tree.Texts.Read(root.Text).StartsWith("\uFEFF"u8))
        {
            Quoting.WriteQuoted(_to, _tree.Texts.Read(root.Text));
        }
        else
        {
            WritePrimitive(root);
        }

        while (_open.TryPop(out var scope))
        {
            if (scope.Left == 0)
            {
                continue;
            }

            var node = scope.Next;
            _open.Push(scope with { Next = _tree.Nodes[node].End, Left = scope.Left - 1 });
            if (scope.Items)
            {
                WriteItem(node, scope.Depth);
            }
            else
            {
                NewLine(scope.Depth);
                WriteField(node, scope.Depth);
            }
        }

        return _to.All;
    }

    /// <summary>Writes a field behind its line's indentation or hyphen.</summary>
    private void WriteField(int at, int depth)
    {
        ref readonly var node = ref _tree.Nodes[at];
        _to.Add(_tree.Keys.Token(node.Key));
        switch (node.Kind)
        {
            case ToonKind.Array:
                WriteContainer(at, depth, item: false);
                break;
            case ToonKind.Object when IsKeyedTable(node):
                WriteContainer(at, depth, item: false);
                break;
            case ToonKind.Object:
                _to.Add((byte)':');
                _open.Push((false, at + 1, node.Count, depth + 1));
                break;
            default:
                _to.Add(": "u8);
                WritePrimitive(node);
                break;
        }
    }

    private void WriteItem(int at, int depth)
    {
        ref readonly var node = ref _tree.Nodes[at];
        NewLine(depth);
        _to.Add((byte)'-');
        if (node is { Kind: ToonKind.Object, Count: 0 })
        {
            return;
        }

        _to.Add((byte)' ');
        if (node.Kind == ToonKind.Object)
        {
            // Its first field stands behind the hyphen, the others below it.
            var first = at + 1;
            _open.Push((false, _tree.Nodes[first].End, node.Count - 1, depth + 1));
            WriteField(first, depth + 1);
        }
        else if (node.Kind == ToonKind.Array)
        {
            WriteContainer(at, depth, item: true);
        }
        else
        {
            WritePrimitive(node);
        }
    }

    /// <summary>Writes an array, or an object of entries, from its bracket on.</summary>
    private void WriteContainer(int at, int depth, bool item)
    {
        ref readonly var node = ref _tree.Nodes[at];
        if (node.Count == 0 && !item)
        {
            _to.Add(node.Key < 0 ? "[]"u8 : ": []"u8);
            return;
        }

        var keyed = node.Kind == ToonKind.Object;
        _to.Add((byte)'[');
        WriteCount(node.Count);
        if (keyed)
        {
            _to.Add((byte)':');
        }

        if (_options.Delimiter != ToonDelimiter.Comma)
        {
            _to.Add(_delimiter);
        }

        _to.Add((byte)']');
        if (keyed || (node.RowShape >= 0 && !item))
        {
            WriteTable(at, depth + 1, keyed);
        }
        else if (node is { Flat: true, Count: > 0 })
        {
            _to.Add(": "u8);
            var child = at + 1;
            for (var left = node.Count; left > 0; left--, child++)
            {
                WritePrimitive(_tree.Nodes[child]);
                if (left > 1)
                {
                    _to.Add(_delimiter);
                }
            }
        }
        else
        {
            _to.Add((byte)':');
            _open.Push((true, at + 1, node.Count, depth + 1));
        }
    }

    private void WriteTable(int at, int depth, bool keyed)
    {
        var nodes = _tree.Nodes;
        _layout.Begin(at + 1);
        _layout.WriteFields(_to, _delimiter);
        _to.Add((byte)':');
        var row = at + 1;
        for (var left = nodes[at].Count; left > 0; left--, row = nodes[row].End)
        {
            NewLine(depth);
            if (keyed)
            {
                _to.Add(_tree.Keys.Token(nodes[row].Key));
                _to.Add(": "u8);
            }

            var cells = _layout.CellsOf(row);
            for (var cell = 0; cell < cells.Length; cell++)
            {
                if (cell > 0)
                {
                    _to.Add(_delimiter);
                }

                WritePrimitive(nodes[row + cells[cell]]);
            }
        }
    }

    private void WritePrimitive(in TreeNode node)
    {
        switch (node.Kind)
        {
            case ToonKind.String:
                Quoting.WriteString(_to, _tree.Texts.Read(node.Text), _options.Delimiter);
                break;
            case ToonKind.Number:
                _to.Add(_tree.Texts.Read(node.Text));
                break;
            case ToonKind.True:
                _to.Add("true"u8);
                break;
            case ToonKind.False:
                _to.Add("false"u8);
                break;
            default:
                _to.Add("null"u8);
                break;
        }
    }

    private void WriteCount(int count)
    {
        count.TryFormat(_to.Reserve(16), out var length);
        _to.Advance(length);
    }

    private void NewLine(int depth)
    {
        if (_to.Length > 0)
        {
            _to.Add((byte)'\n');
        }

        _to.Add((byte)' ', depth * _options.IndentSize);
    }

    private static bool IsKeyedTable(in TreeNode node) =>
        node is { Kind: ToonKind.Object, Count: >= 2, RowShape: >= 0 };
}
