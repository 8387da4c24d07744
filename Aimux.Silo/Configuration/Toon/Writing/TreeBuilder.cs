using System.Runtime.InteropServices;
using System.Text;
using Aimux.Silo.Configuration.Toon.Reading;

namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>Takes a tree value by value and finds out, bottom-up and once, what can be written as rows.</summary>
internal sealed class TreeBuilder(ToonEncodeOptions options)
{
    private readonly List<int> _open = [];
    private readonly List<(int Key, int Shape)> _parts = [];
    private readonly ShapeTable _shapes = new();
    private TreeNode[] _nodes = new TreeNode[16];
    private int _count;
    private int _key = -1;

    public KeyTable Keys { get; } = new();

    public TextBuffer Texts { get; } = new(4096);

    public ReadOnlySpan<TreeNode> Nodes => _nodes.AsSpan(0, _count);

    public void AddKey(ReadOnlySpan<byte> key) => _key = Keys.Add(key);

    public void AddString(ReadOnlySpan<byte> text) => Add(ToonKind.String, Texts.Add(text));

    public void AddLiteral(ToonKind kind) => Add(kind, default);

    /// <param name="number">As JSON writes it.</param>
    public void AddNumber(ReadOnlySpan<byte> number)
    {
        var start = Texts.Length;
        if (!NumberLayout.TryWrite(Texts, number))
        {
            throw Mistake(ToonErrorCode.LimitExceeded, "A number's exponent is beyond all bounds.");
        }

        Add(ToonKind.Number, new ToonSpan(start, Texts.Length - start));
    }

    /// <exception cref="ToonException">The tree is too deep.</exception>
    public void Begin(ToonKind container)
    {
        if (_open.Count >= options.MaxDepth)
        {
            throw Mistake(ToonErrorCode.LimitExceeded, $"Values are nested deeper than {options.MaxDepth} levels.");
        }

        Add(container, default);
        _open.Add(_count - 1);
    }

    /// <exception cref="ToonException">A key stands twice in the object.</exception>
    public void End()
    {
        var at = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        ref var node = ref _nodes[at];
        node.End = _count;
        var isObject = node.Kind == ToonKind.Object;
        var rows = node.Count > 0;
        node.Flat = !isObject;
        var set = ShapeTable.Primitive;
        _parts.Clear();
        var child = at + 1;
        for (var left = node.Count; left > 0; left--, child = _nodes[child].End)
        {
            ref readonly var value = ref _nodes[child];
            var shape =
                value.Kind == ToonKind.Object ? value.Shape
                : value.Kind == ToonKind.Array ? ShapeTable.Other
                : ShapeTable.Primitive;
            node.Flat &= shape == ShapeTable.Primitive && !isObject;
            var setOfChild = shape >= 0 ? _shapes.SetOf(shape) : ShapeTable.Other;
            rows &= setOfChild >= 0 && (set == ShapeTable.Primitive || set == setOfChild);
            set = setOfChild;
            if (isObject)
            {
                _parts.Add((value.Key, shape));
            }
        }

        node.RowShape = rows ? set : -1;
        node.Shape = -1;
        if (isObject)
        {
            node.Shape = _shapes.Add(CollectionsMarshal.AsSpan(_parts), out var repeated);
            if (repeated >= 0)
            {
                var key = Encoding.UTF8.GetString(Keys.Text(repeated));
                throw Mistake(ToonErrorCode.DuplicateKey, $"{ToonPath.Quote(key)} stands twice in one object.");
            }
        }
    }

    /// <summary>A mistake at the value that comes next.</summary>
    public ToonException Mistake(ToonErrorCode code, string message) =>
        new(new ToonError(code, message, 0, 0, Path: Path()));

    private void Add(ToonKind kind, ToonSpan text)
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, checked(_nodes.Length * 2));
        }

        if (_open.Count > 0)
        {
            _nodes[_open[^1]].Count++;
        }

        _nodes[_count] = new TreeNode
        {
            Kind = kind,
            Key = _key,
            Text = text,
            End = ++_count,
            Shape = -1,
            RowShape = -1,
        };
        _key = -1;
    }

    private string Path()
    {
        var path = new StringBuilder("$");
        foreach (var container in _open.Skip(1))
        {
            Append(_nodes[container].Key);
        }

        if (_open.Count > 0)
        {
            Append(_key);
        }

        return path.ToString();

        void Append(int key)
        {
            if (key >= 0)
            {
                ToonPath.AppendKey(path, Encoding.UTF8.GetString(Keys.Text(key)));
            }
            else
            {
                path.Append("[…]");
            }
        }
    }
}
