using System.Text;

namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>Where the lines of a text are; made when first asked for.</summary>
internal sealed class TextLines
{
    private readonly ReadOnlyMemory<byte> _source;
    private readonly int[] _starts;

    public TextLines(ReadOnlyMemory<byte> source)
    {
        _source = source;
        var text = source.Span;
        var starts = new List<int> { 0 };
        for (var at = 0; text[at..].IndexOf((byte)'\n') is >= 0 and var next; )
        {
            at += next + 1;
            if (at < text.Length)
            {
                starts.Add(at);
            }
        }

        _starts = [.. starts];
    }

    public int Count => _source.IsEmpty ? 0 : _starts.Length;

    /// <summary>A line without its line end.</summary>
    /// <param name="line">1-based.</param>
    public ToonSpan Span(int line)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(line, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(line, Count);
        var start = _starts[line - 1];
        var end = line < _starts.Length ? _starts[line] : _source.Length;
        var text = _source.Span[start..end];
        if (text.EndsWith("\n"u8))
        {
            text = text[..^1];
        }

        if (text.EndsWith("\r"u8))
        {
            text = text[..^1];
        }

        return new ToonSpan(start, text.Length);
    }

    /// <summary>Line and column, 1-based; the column counts characters, a byte order mark not among them.</summary>
    public (int Line, int Column) Place(int offset)
    {
        var found = Array.BinarySearch(_starts, offset);
        var line = found >= 0 ? found : ~found - 1;
        var before = _source.Span[_starts[line]..Math.Min(offset, _source.Length)];
        if (line == 0 && before.StartsWith(Encoding.UTF8.Preamble))
        {
            before = before[Encoding.UTF8.Preamble.Length..];
        }

        return (line + 1, CountCharacters(before) + 1);
    }

    /// <summary>Every byte but a continuation begins a character; ill-formed bytes count as one each.</summary>
    private static int CountCharacters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var value in text)
        {
            count += (value & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }
}
