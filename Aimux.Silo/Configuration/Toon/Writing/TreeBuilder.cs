using System.Text;
using Aimux.Silo.Configuration.Toon.Reading;

namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>
/// Takes a tree value by value, lays out its primitives, and finds out, bottom-up and once, what can be written as rows.
/// </summary>
internal sealed partial class TreeBuilder(ToonEncodeOptions options) : IDisposable
{
    private readonly ToonDelimiter _delimiter = options.Delimiter;
    private readonly byte _separator = HeaderReader.Byte(options.Delimiter);
    private readonly ShapeTable _shapes = new();
    private readonly Stack<OpenContainer> _outer = new();
    private (int Key, int Shape)[] _parts = new (int Key, int Shape)[32];
    private OpenContainer _open = new() { Node = -1 };
    private int _partCount;
    private int _key = -1;

    public KeyTable Keys { get; } = new();

    /// <summary>How the primitives are written, the delimiter behind each: those of a row are one stretch.</summary>
    public TextBuffer Texts { get; } = new(4096);

    public TreeNodes Nodes { get; } = new();

    public void AddKey(ReadOnlySpan<byte> key) => _key = Keys.Add(key);

    /// <exception cref="ToonException">It holds half of a surrogate pair.</exception>
    public void AddKey(string key)
    {
        _key = Keys.Guess(key);
        if (_key < 0)
        {
            AddUnexpected(key);
        }
    }

    private void AddUnexpected(string key)
    {
        try
        {
            _key = Keys.Add(key);
        }
        catch (EncoderFallbackException)
        {
            throw JsonSource.LoneSurrogate(this);
        }
    }

    /// <param name="text">Without escapes.</param>
    public void AddString(ReadOnlySpan<byte> text)
    {
        var start = Texts.Length;
        if (_open.Node < 0 && _table < 0 && text.StartsWith(Encoding.UTF8.Preamble))
        {
            Quoting.WriteQuoted(Texts, text);
        }
        else
        {
            Quoting.WriteString(Texts, text, _delimiter);
        }

        AddPrimitive(ToonKind.String, start);
    }

    /// <param name="text">One that <see cref="Quoting.IsSimple"/>.</param>
    public void AddSimple(ReadOnlySpan<byte> text)
    {
        var start = Texts.Length;
        Quoting.WriteSimple(Texts, text);
        AddPrimitive(ToonKind.String, start);
    }

    public void AddLiteral(ToonKind kind)
    {
        var start = Texts.Length;
        Texts.Add(
            kind switch
            {
                ToonKind.True => "true"u8,
                ToonKind.False => "false"u8,
                _ => "null"u8,
            }
        );
        AddPrimitive(kind, start);
    }

    /// <param name="number">As JSON writes it.</param>
    public void AddNumber(ReadOnlySpan<byte> number)
    {
        var start = Texts.Length;
        if (!NumberLayout.TryWrite(Texts, number))
        {
            throw Mistake(ToonErrorCode.LimitExceeded, "A number's exponent is beyond all bounds.");
        }

        AddPrimitive(ToonKind.Number, start);
    }

    /// <exception cref="ToonException">The tree is too deep.</exception>
    public void Begin(ToonKind container)
    {
        if (_outer.Count >= options.MaxDepth)
        {
            throw Mistake(ToonErrorCode.LimitExceeded, $"Values are nested deeper than {options.MaxDepth} levels.");
        }

        _outer.Push(_open);
        _open = new OpenContainer
        {
            Node = Nodes.Count,
            IsObject = container == ToonKind.Object,
            FirstPart = _partCount,
            Flat = container == ToonKind.Array,
            Rows = true,
        };
        Add(container, default);
    }

    /// <exception cref="ToonException">A key stands twice in the object.</exception>
    public void End()
    {
        var closed = _open;
        _open = _outer.Pop();
        ref var node = ref Nodes[closed.Node];
        node.End = Nodes.Count;
        node.Count = closed.Count;
        node.Flat = closed.Flat;
        node.Rows = closed.Rows && closed.Count > 0;
        var (shape, set) = (ShapeTable.Other, ShapeTable.Other);
        if (closed.IsObject)
        {
            shape = _shapes.Add(_parts.AsSpan(closed.FirstPart.._partCount), out var repeated);
            if (repeated >= 0)
            {
                var key = Encoding.UTF8.GetString(Keys.Text(repeated));
                throw Mistake(ToonErrorCode.DuplicateKey, $"{ToonPath.Quote(key)} stands twice in one object.");
            }

            set = _shapes.SetOf(shape);
            _partCount = closed.FirstPart;
            node.Shape = shape;
        }

        _open.Set = _open.Count == 0 ? set : _open.Set;
        _open.Rows &= set >= 0 && set == _open.Set;
        _open.Flat = false;
        Count(node.Key, shape);
    }

    /// <summary>A mistake at the value that comes next.</summary>
    public ToonException Mistake(ToonErrorCode code, string message) =>
        new(new ToonError(code, message, 0, 0, Path: Path()));

    public void Dispose()
    {
        Nodes.Dispose();
        Keys.Dispose();
        Texts.Dispose();
    }

    private void AddPrimitive(ToonKind kind, int start)
    {
        var token = new ToonSpan(start, Texts.Length - start);
        Texts.Add(_separator);
        if (_table >= 0)
        {
            return;
        }

        _open.Rows = false;
        Count(_key, ShapeTable.Primitive);
        Add(kind, token);
    }

    private void Add(ToonKind kind, ToonSpan token)
    {
        ref var node = ref Nodes.Add();
        node.Kind = kind;
        node.Key = _key;
        node.End = Nodes.Count;
        node.Token = token;
        _key = -1;
    }

    /// <summary>Counts a value of the open container.</summary>
    private void Count(int key, int shape)
    {
        _open.Count++;
        if (!_open.IsObject)
        {
            return;
        }

        if (_partCount == _parts.Length)
        {
            Array.Resize(ref _parts, checked(_parts.Length * 2));
        }

        _parts[_partCount++] = (key, shape);
    }

    private string Path()
    {
        var path = new StringBuilder("$");
        foreach (var container in _outer.Reverse().Append(_open).Where(container => container.Node > 0))
        {
            Append(Nodes[container.Node].Key);
        }

        if (_open.Node >= 0)
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
