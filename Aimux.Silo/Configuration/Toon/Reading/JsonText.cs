using System.Buffers;
using System.Text;

namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>
/// Writes the JSON of a tape. Most tokens are copied as they stand: numbers and literals are spelt alike, and TOON's
/// escapes are JSON's.
/// </summary>
internal sealed class JsonText
{
    private const int SmallestBuffer = 4096;

    private static readonly SearchValues<byte> NeedsEscape = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(value => (byte)value),
        (byte)'"',
        (byte)'\\',
    ]);

    private static readonly SearchValues<byte> Controls = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(value => (byte)value),
    ]);

    private readonly ToonDocument _document;
    private readonly IBufferWriter<byte> _to;
    private readonly byte[] _buffer;
    private int _length;
    private long _flushed;

    private JsonText(ToonDocument document, IBufferWriter<byte> to)
    {
        _document = document;
        _to = to;
        _buffer = ArrayPool<byte>.Shared.Rent(SmallestBuffer);
    }

    /// <exception cref="ToonException">The JSON is longer than the options allow. What came before it was written.</exception>
    public static void Write(ToonDocument document, IBufferWriter<byte> to)
    {
        var writer = new JsonText(document, to);
        try
        {
            writer.WriteAll();
            writer.Flush();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(writer._buffer);
        }
    }

    private void WriteAll()
    {
        var nodes = _document.Nodes;
        // Of each open container: how many values are left, where the next one is, and how it ends.
        var open = new Stack<(int Left, int Next, byte Close)>();
        var (left, next, close) = (1, 0, (byte)0);
        var first = true;
        while (true)
        {
            if (left == 0)
            {
                if (close == 0)
                {
                    return;
                }

                Put(close);
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

            var node = nodes[place].Replacement is > 0 and var replacement ? replacement : place;
            if (!first)
            {
                Put((byte)',');
            }

            first = false;
            if (nodes[node].HasKey && nodes[node].Parent >= 0)
            {
                WriteString(_document.Bytes(nodes[node].Key));
                Put((byte)':');
            }

            if (nodes[node].Kind is ToonKind.Object or ToonKind.Array)
            {
                var isObject = nodes[node].Kind == ToonKind.Object;
                Put(isObject ? (byte)'{' : (byte)'[');
                open.Push((left, next, close));
                (left, next, close) = (nodes[node].Count, node + 1, isObject ? (byte)'}' : (byte)']');
                first = true;
            }
            else if (nodes[node].Kind == ToonKind.String)
            {
                WriteString(_document.Bytes(nodes[node].Span));
            }
            else
            {
                Put(_document.Bytes(nodes[node].Span));
            }
        }
    }

    private void WriteString(ReadOnlySpan<byte> token)
    {
        if (!token.IsEmpty && token[0] == '"')
        {
            if (!token.ContainsAny(Controls))
            {
                Put(token);
                return;
            }

            Put((byte)'"');
            WriteEscaped(token[1..^1], Controls);
        }
        else
        {
            Put((byte)'"');
            WriteEscaped(token, NeedsEscape);
        }

        Put((byte)'"');
    }

    private void WriteEscaped(ReadOnlySpan<byte> text, SearchValues<byte> special)
    {
        for (var next = text.IndexOfAny(special); next >= 0; next = text.IndexOfAny(special))
        {
            Put(text[..next]);
            if (text[next] >= 32)
            {
                Put([(byte)'\\', text[next]]);
            }
            else
            {
                Put(Encoding.ASCII.GetBytes($"\\u{(int)text[next]:x4}"));
            }

            text = text[(next + 1)..];
        }

        Put(text);
    }

    private void Put(byte value)
    {
        if (_length == _buffer.Length)
        {
            Flush();
        }

        _buffer[_length++] = value;
    }

    private void Put(scoped ReadOnlySpan<byte> text)
    {
        if (text.Length > _buffer.Length - _length)
        {
            Flush();
            if (text.Length > _buffer.Length)
            {
                Check(text.Length);
                _to.Write(text);
                _flushed += text.Length;
                return;
            }
        }

        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    private void Flush()
    {
        Check(_length);
        _to.Write(_buffer.AsSpan(0, _length));
        _flushed += _length;
        _length = 0;
    }

    private void Check(int more)
    {
        if (_flushed + more > _document.Options.MaxOutputBytes)
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
    }
}
