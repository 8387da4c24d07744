using System.Buffers.Text;
using System.Text;

namespace Aimux.Bench.Load;

/// <summary>The parts of a response head that say how the body ends.</summary>
/// <remarks>A length of -1 was not announced.</remarks>
internal readonly record struct ResponseHead(int Status, long Length, bool Chunked, bool Close)
{
    public bool Succeeded => Status is >= 200 and <= 299;

    /// <summary>Parses a head without its closing empty line.</summary>
    public static ResponseHead Parse(ReadOnlySpan<byte> head)
    {
        if (
            !head.StartsWith("HTTP/1."u8)
            || head.Length < 12
            || !Utf8Parser.TryParse(head[9..12], out int status, out _)
        )
        {
            throw new InvalidDataException("not an HTTP/1 response");
        }

        // Without either header the body lasts until the connection ends, except where there is none by definition.
        var result = new ResponseHead(status, status is 204 or 304 ? 0 : -1, Chunked: false, Close: false);
        var lineEnd = head.IndexOf("\r\n"u8);
        while (lineEnd >= 0)
        {
            head = head[(lineEnd + 2)..];
            lineEnd = head.IndexOf("\r\n"u8);
            result = result.With(lineEnd < 0 ? head : head[..lineEnd]);
        }

        return result;
    }

    private ResponseHead With(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon < 0)
        {
            return this;
        }

        var name = line[..colon];
        var value = line[(colon + 1)..].Trim((byte)' ');
        if (Ascii.EqualsIgnoreCase(name, "content-length"u8) && Utf8Parser.TryParse(value, out long length, out _))
        {
            return this with { Length = length };
        }

        if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8))
        {
            return this with { Chunked = Ascii.EqualsIgnoreCase(value, "chunked"u8) };
        }

        return Ascii.EqualsIgnoreCase(name, "connection"u8)
            ? this with
            {
                Close = Ascii.EqualsIgnoreCase(value, "close"u8),
            }
            : this;
    }
}
