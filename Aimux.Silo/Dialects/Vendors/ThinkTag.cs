namespace Aimux.Silo.Dialects.Vendors;

/// <summary>Finds tags and blanks in text that is escaped as within a JSON string.</summary>
internal static class ThinkTag
{
    public static ReadOnlySpan<byte> Open => "<think>"u8;

    public static ReadOnlySpan<byte> Close => "</think>"u8;

    /// <summary>Whether a text starts with a tag.</summary>
    /// <param name="text">The text; what follows it may not have come yet.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="length">How many bytes of the text it takes, if it does.</param>
    /// <returns><c>null</c> if the text is too short to tell.</returns>
    public static bool? Starts(ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag, out int length)
    {
        length = 0;
        foreach (var expected in tag)
        {
            var sign = Read(text[length..], out var used);
            if (used == 0)
            {
                return null;
            }

            if (sign != expected)
            {
                return false;
            }

            length += used;
        }

        return true;
    }

    /// <summary>How many bytes of blanks a text starts with. A sign that was cut off is none of them.</summary>
    public static int Blanks(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (Read(text[length..], out var used) is ' ' or '\n' or '\r' or '\t' && used > 0)
        {
            length += used;
        }

        return length;
    }

    /// <summary>Reads one sign.</summary>
    /// <param name="text">Where it starts.</param>
    /// <param name="used">How many bytes it takes; 0 if there is none, or only a part of an escape.</param>
    /// <returns>The sign if it is ASCII; of others one byte of several, which is no ASCII, or -1.</returns>
    public static int Read(ReadOnlySpan<byte> text, out int used)
    {
        used = text.IsEmpty ? 0 : 1;
        if (text.IsEmpty || text[0] != '\\')
        {
            return text.IsEmpty ? -1 : text[0];
        }

        if (text.Length < 2)
        {
            used = 0;
            return -1;
        }

        if (text[1] != 'u')
        {
            used = 2;
            return text[1] switch
            {
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                var same => same,
            };
        }

        used = text.Length < 6 ? 0 : 6;
        return used == 6 && text is [_, _, (byte)'0', (byte)'0', var high, var low, ..]
            ? (Digit(high) << 4) | Digit(low)
            : -1;
    }

    private static int Digit(byte sign) => sign <= '9' ? sign - '0' : (sign | ' ') - 'a' + 10;
}
