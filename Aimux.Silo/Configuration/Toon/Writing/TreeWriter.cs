namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>Writes a tree: each value in the one form that its shape and position ask for. TOON 4.4, sections 9 and 10.</summary>
internal sealed class TreeWriter : IDisposable
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

    public void Dispose() => _to.Dispose();

    /// <returns>The text, good until the writer is disposed.</returns>
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
        if (node.Token.Length > 0)
        {
            WriteLines(_tree.Texts.Read(node.Token), depth + 1);
        }
        else if (keyed || (node.Rows && !item))
        {
            WriteTable(at, depth + 1, keyed);
        }
        else if (node is { Flat: true, Count: > 0 })
        {
            _to.Add(": "u8);
            WriteStretch(at + 1, at + node.Count);
        }
        else
        {
            _to.Add((byte)':');
            _open.Push((true, at + 1, node.Count, depth + 1));
        }
    }

    private void WriteLines(ReadOnlySpan<byte> lines, int depth)
    {
        var end = lines.IndexOf((byte)'\n');
        _to.Add(lines[..end]);
        for (lines = lines[(end + 1)..]; !lines.IsEmpty; lines = lines[(end + 1)..])
        {
            end = lines.IndexOf((byte)'\n');
            NewLine(depth);
            _to.Add(lines[..end]);
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

            var (cells, isStretch) = _layout.CellsOf(row);
            if (isStretch)
            {
                WriteStretch(row + cells[0], row + cells[^1]);
                continue;
            }

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

    private void WritePrimitive(in TreeNode node) => _to.Add(_tree.Texts.Read(node.Token));

    /// <summary>Writes primitives that came one after another, with the delimiters between them.</summary>
    private void WriteStretch(int first, int last)
    {
        var start = _tree.Nodes[first].Token.Start;
        _to.Add(_tree.Texts.Read(new ToonSpan(start, _tree.Nodes[last].Token.End - start)));
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

    private static bool IsKeyedTable(in TreeNode node) => node is { Kind: ToonKind.Object, Count: >= 2, Rows: true };
}
