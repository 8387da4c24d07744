namespace Aimux.Bench.Load;

/// <summary>Finds the events of one stream that carry text, and its end, in pieces that may split a line anywhere.</summary>
internal sealed class EventScanner
{
    private readonly byte[] _partial = new byte[16 * 1024];
    private int _partialLength;

    /// <summary>Whether <c>[DONE]</c> was the last event so far.</summary>
    public bool Done { get; private set; }

    public void Reset()
    {
        Done = false;
        _partialLength = 0;
    }

    /// <summary>Returns how many events with text end in this piece.</summary>
    public int Scan(ReadOnlySpan<byte> piece)
    {
        var found = 0;
        int end;
        while ((end = piece.IndexOf((byte)'\n')) >= 0)
        {
            found += IsText(Join(piece[..end])) ? 1 : 0;
            _partialLength = 0;
            piece = piece[(end + 1)..];
        }

        _ = Join(piece, keep: true);
        return found;
    }

    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> end, bool keep = false)
    {
        if (_partialLength == 0 && !keep)
        {
            return end;
        }

        if (_partialLength + end.Length > _partial.Length)
        {
            throw new InvalidDataException("an event is longer than the buffer");
        }

        end.CopyTo(_partial.AsSpan(_partialLength));
        _partialLength += end.Length;
        return _partial.AsSpan(0, _partialLength);
    }

    private bool IsText(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("data:"u8))
        {
            return false;
        }

        var data = line["data:".Length..].Trim(" \r"u8);
        Done = data.SequenceEqual("[DONE]"u8);
        var content = data.IndexOf("\"content\":"u8);
        if (content < 0)
        {
            return false;
        }

        var value = data[(content + "\"content\":".Length)..].TrimStart((byte)' ');
        return value.Length > 1 && value[0] == (byte)'"' && value[1] != (byte)'"';
    }
}
