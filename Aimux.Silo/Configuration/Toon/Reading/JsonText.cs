using System.Buffers;
using System.Text;

namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>
/// Writes the JSON of a tape. Most tokens are copied as they stand: numbers and literals are spelt alike, and TOON's
/// escapes are JSON's.
/// </summary>
internal sealed class JsonText
{
    private const int FlushAt = 1 << 14;

    private static readonly SearchValues<byte> NeedsEscape = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(value => (byte)value),
        (byte)'"',
        (byte)'\\',
    ]);

    private static readonly SearchValues<byte> Controls = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(value => (byte)value),
    ]);

    private readonly ToonDocument _document;
    private readonly TextBuffer _json;
    private readonly IBufferWriter<byte>? _to;
    private readonly List<(int Start, byte[] Json)> _names = [];
    private long _flushed;

    private JsonText(ToonDocument document, TextBuffer json, IBufferWriter<byte>? to)
    {
        _document = document;
        _json = json;
        _to = to;
    }

    /// <exception cref="ToonException">The text is no TOON, or passes a limit. What came before it was written.</exception>
    public static void Write(ReadOnlyMemory<byte> utf8, ToonDecodeOptions? options, IBufferWriter<byte> to)
    {
        using var reader = new DocumentReader(utf8, options ?? ToonDecodeOptions.Default, errors: null);
        using var json = new TextBuffer(FlushAt);
        new JsonText(reader.Read()!, json, to).WriteAll();
    }

    /// <returns>The JSON, to be disposed.</returns>
    /// <exception cref="ToonException">The text is no TOON, or passes a limit.</exception>
    public static TextBuffer Read(ReadOnlyMemory<byte> utf8, ToonDecodeOptions options)
    {
        using var reader = new DocumentReader(utf8, options, errors: null);
        return Read(reader.Read()!);
    }

    /// <returns>The JSON, to be disposed.</returns>
    /// <exception cref="ToonException">The JSON is longer than the options allow.</exception>
    public static TextBuffer Read(ToonDocument document)
    {
        // Names repeat in JSON, so it is longer.
        var json = new TextBuffer((int)Math.Min(document.Source.Length * 2L, Array.MaxLength));
        try
        {
            new JsonText(document, json, to: null).WriteAll();
            return json;
        }
        catch
        {
            json.Dispose();
            throw;
        }
    }

    private void WriteAll()
    {
        var nodes = _document.Nodes;
        var source = _document.Source.Span;
        // Of each open container: how many values are left, where the next one is, and how it ends.
        var open = new Stack<(int Left, int Next, byte Close)>();
        var (left, next, close) = (1, 0, (byte)0);
        var first = true;
        while (left > 0 || open.Count > 0)
        {
            if (left == 0)
            {
                _json.Add(close);
                (left, next, close) = open.Pop();
                first = false;
                continue;
            }

            left--;
            var place = next;
            next = nodes[place].End;
            if (nodes[place].Shadowed)
            {
                continue;
            }

            place = nodes[place].Replacement is > 0 and var replacement ? replacement : place;
            ref readonly var node = ref nodes[place];
            if (!first)
            {
                _json.Add((byte)',');
            }

            first = false;
            if (node.HasKey && node.Parent >= 0)
            {
                WriteKey(node, source.Slice(node.Key.Start, node.Key.Length));
            }

            if (node.Kind is ToonKind.Object or ToonKind.Array)
            {
                var isObject = node.Kind == ToonKind.Object;
                _json.Add(isObject ? (byte)'{' : (byte)'[');
                open.Push((left, next, close));
                (left, next, close) = (node.Count, place + 1, isObject ? (byte)'}' : (byte)']');
                first = true;
            }
            else if (node.Kind == ToonKind.String)
            {
                WriteString(source.Slice(node.Span.Start, node.Span.Length));
            }
            else
            {
                _json.Add(source.Slice(node.Span.Start, node.Span.Length));
            }

            if (_json.Length >= FlushAt)
            {
                Flush();
            }
        }

        Flush();
    }

    /// <summary>A table's text names a column once, its JSON in each row: there the name is copied.</summary>
    private void WriteKey(in ToonNode node, ReadOnlySpan<byte> token)
    {
        var known = node.Field >= 0 && node.Field < _names.Count;
        if (known && _names[node.Field].Start == node.Key.Start)
        {
            _json.Add(_names[node.Field].Json);
            return;
        }

        var start = _json.Length;
        WriteString(token);
        _json.Add((byte)':');
        if (node.Field >= 0)
        {
            var name = (node.Key.Start, _json.All[start..].ToArray());
            if (known)
            {
                _names[node.Field] = name;
            }
            else if (node.Field == _names.Count)
            {
                // The first row of the widest table so far comes by in the order of its columns.
                _names.Add(name);
            }
        }
    }

    private void WriteString(ReadOnlySpan<byte> token)
    {
        var quoted = !token.IsEmpty && token[0] == '"';
        var inner = quoted ? token[1..^1] : token;
        var special = quoted ? Controls : NeedsEscape;
        var to = _json.Reserve(inner.Length + 2);
        if (!inner.ContainsAny(special))
        {
            to[0] = (byte)'"';
            inner.CopyTo(to[1..]);
            to[inner.Length + 1] = (byte)'"';
            _json.Advance(inner.Length + 2);
            return;
        }

        _json.Add((byte)'"');
        for (var next = inner.IndexOfAny(special); next >= 0; next = inner.IndexOfAny(special))
        {
            _json.Add(inner[..next]);
            if (inner[next] >= 32)
            {
                _json.Add((byte)'\\');
                _json.Add(inner[next]);
            }
            else
            {
                _json.Add(Encoding.ASCII.GetBytes($"\\u{(int)inner[next]:x4}"));
            }

            inner = inner[(next + 1)..];
        }

        _json.Add(inner);
        _json.Add((byte)'"');
    }

    private void Flush()
    {
        if (_flushed + _json.Length > _document.Options.MaxOutputBytes)
        {
            throw new ToonException(
                new ToonError(
                    ToonErrorCode.LimitExceeded,
                    $"The text stands for more than {_document.Options.MaxOutputBytes} bytes of JSON.",
                    1,
                    1,
                    _document.Options.SourceName,
                    "$"
                )
            );
        }

        if (_to is not null)
        {
            _to.Write(_json.All);
            _flushed += _json.Length;
            _json.Clear();
        }
    }
}
