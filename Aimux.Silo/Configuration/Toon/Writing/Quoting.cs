using System.Buffers;

namespace Aimux.Silo.Configuration.Toon.Writing;

/// <summary>Which texts must stand in quotes, and how; all others must not. TOON 4.4, section 7.</summary>
internal static class Quoting
{
    private static readonly byte[] Special =
    [
        .. Enumerable.Range(0, 32).Select(value => (byte)value),
        .. ":\"\\[]{}"u8,
    ];

    private static readonly byte[] NotAscii = [.. Enumerable.Range(128, 128).Select(value => (byte)value)];

    private static readonly SearchValues<byte>[] Forbidden =
    [
        SearchValues.Create([.. Special, (byte)',']),
        SearchValues.Create(Special), // a tab is a control character anyway
        SearchValues.Create([.. Special, (byte)'|']),
    ];

    private static readonly SearchValues<byte>[] NotSimple =
    [
        SearchValues.Create([.. Special, (byte)',', .. NotAscii]),
        SearchValues.Create([.. Special, .. NotAscii]),
        SearchValues.Create([.. Special, (byte)'|', .. NotAscii]),
    ];

    private static readonly SearchValues<byte> Escaped = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(value => (byte)value),
        (byte)'"',
        (byte)'\\',
    ]);

    private static readonly SearchValues<byte> KeyLetters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_."u8
    );

    public static void WriteString(TextBuffer to, ReadOnlySpan<byte> text, ToonDelimiter delimiter)
    {
        if (Needs(text, delimiter))
        {
            WriteQuoted(to, text);
        }
        else
        {
            to.Add(text);
        }
    }

    public static void WriteKey(TextBuffer to, ReadOnlySpan<byte> key)
    {
        var plain =
            !key.IsEmpty && !char.IsAsciiDigit((char)key[0]) && key[0] != '.' && !key.ContainsAnyExcept(KeyLetters);
        if (plain)
        {
            to.Add(key);
        }
        else
        {
            WriteQuoted(to, key);
        }
    }

    /// <summary>
    /// Whether a text is ASCII without anything that is ever quoted or escaped where it stands, in JSON or in a document of
    /// some delimiter.
    /// </summary>
    public static bool IsSimple(ReadOnlySpan<byte> text, ToonDelimiter delimiter) =>
        !text.ContainsAny(NotSimple[(int)delimiter]);

    /// <param name="to">Where to.</param>
    /// <param name="text">One that <see cref="IsSimple"/>.</param>
    public static void WriteSimple(TextBuffer to, ReadOnlySpan<byte> text)
    {
        if (NeedsAsWhole(text))
        {
            to.Add((byte)'"');
            to.Add(text);
            to.Add((byte)'"');
        }
        else
        {
            to.Add(text);
        }
    }

    /// <summary>Whether a string must be quoted in a document of some delimiter.</summary>
    public static bool Needs(ReadOnlySpan<byte> text, ToonDelimiter delimiter) =>
        NeedsAsWhole(text) || text.ContainsAny(Forbidden[(int)delimiter]);

    /// <summary>Whether a string must be quoted for its ends, or because it would be read as something else.</summary>
    private static bool NeedsAsWhole(ReadOnlySpan<byte> text) =>
        text.IsEmpty
        || text[^1] == ' '
        || text[0] switch
        {
            (byte)' ' or (byte)'-' or (byte)'#' => true,
            (byte)'t' => text.SequenceEqual("true"u8),
            (byte)'f' => text.SequenceEqual("false"u8),
            (byte)'n' => text.SequenceEqual("null"u8),
            (byte)'+' or (>= (byte)'0' and <= (byte)'9') => LooksLikeNumber(text),
            _ => false,
        };

    public static void WriteQuoted(TextBuffer to, ReadOnlySpan<byte> text)
    {
        to.Add((byte)'"');
        for (var next = text.IndexOfAny(Escaped); next >= 0; next = text.IndexOfAny(Escaped))
        {
            to.Add(text[..next]);
            to.Add((byte)'\\');
            switch (text[next])
            {
                case (byte)'\n':
                    to.Add((byte)'n');
                    break;
                case (byte)'\r':
                    to.Add((byte)'r');
                    break;
                case (byte)'\t':
                    to.Add((byte)'t');
                    break;
                case < 32 and var control:
                    to.Add("u00"u8);
                    to.Add((byte)('0' + (control >> 4)));
                    to.Add("0123456789abcdef"u8[control & 15]);
                    break;
                case var itself:
                    to.Add(itself);
                    break;
            }

            text = text[(next + 1)..];
        }

        to.Add(text);
        to.Add((byte)'"');
    }

    /// <summary><c>[+-]?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?</c>, whatever the case of the e.</summary>
    private static bool LooksLikeNumber(ReadOnlySpan<byte> text)
    {
        var rest = text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
        if (!TakeDigits(ref rest) || (rest.StartsWith("."u8) && !TakeDigits(ref rest, skip: 1)))
        {
            return false;
        }

        if (rest.IsEmpty || rest[0] is not ((byte)'e' or (byte)'E'))
        {
            return rest.IsEmpty;
        }

        rest = rest[1..];
        return TakeDigits(ref rest, rest.IsEmpty || rest[0] is not ((byte)'+' or (byte)'-') ? 0 : 1) && rest.IsEmpty;
    }

    private static bool TakeDigits(ref ReadOnlySpan<byte> text, int skip = 0)
    {
        var digits = text[skip..];
        var count = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        count = count < 0 ? digits.Length : count;
        text = digits[count..];
        return count > 0;
    }
}
