using System.Buffers;
using System.Text;

namespace Aimux.Silo.Configuration.Toon.Reading;

/// <summary>Tokens: where they end, what they are, what they say. Spans of bytes in, nothing kept.</summary>
internal static class TokenText
{
    private static readonly SearchValues<byte> QuoteOrEscape = SearchValues.Create("\"\\"u8);

    /// <summary>Index behind the closing quote of what begins with one; -1 if there is none.</summary>
    public static int EndOfQuoted(ReadOnlySpan<byte> text)
    {
        for (var at = 1; at < text.Length; )
        {
            var next = text[at..].IndexOfAny(QuoteOrEscape);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (text[at] == '"')
            {
                return at + 1;
            }

            at += 2;
        }

        return -1;
    }

    /// <summary>The first of two bytes outside of quotes; -1 if neither is there.</summary>
    public static int IndexOutsideQuotes(ReadOnlySpan<byte> text, byte stop, byte orStop)
    {
        for (var at = 0; at < text.Length; )
        {
            var next = text[at..].IndexOfAny((byte)'"', stop, orStop);
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (text[at] != '"')
            {
                return at;
            }

            var end = EndOfQuoted(text[at..]);
            if (end < 0)
            {
                return -1;
            }

            at += end;
        }

        return -1;
    }

    public static int IndexOutsideQuotes(ReadOnlySpan<byte> text, byte stop) => IndexOutsideQuotes(text, stop, stop);

    /// <summary>What a token is; a quoted one is a string, whatever stands in it.</summary>
    public static ToonKind KindOf(ReadOnlySpan<byte> token)
    {
        if (token.IsEmpty)
        {
            return ToonKind.String;
        }

        return token[0] switch
        {
            (byte)'t' when token.SequenceEqual("true"u8) => ToonKind.True,
            (byte)'f' when token.SequenceEqual("false"u8) => ToonKind.False,
            (byte)'n' when token.SequenceEqual("null"u8) => ToonKind.Null,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') when IsNumber(token) => ToonKind.Number,
            _ => ToonKind.String,
        };
    }

    /// <summary>
    /// Checks a quoted token: it must end at its closing quote, and hold none but the known escapes.
    /// </summary>
    /// <returns>Offset of the first mistake, or -1.</returns>
    public static int FindMistake(ReadOnlySpan<byte> token, out ToonErrorCode code)
    {
        code = ToonErrorCode.UnterminatedString;
        var at = 1;
        while (at < token.Length)
        {
            var next = token[at..].IndexOfAny(QuoteOrEscape);
            if (next < 0)
            {
                return 0;
            }

            at += next;
            if (token[at] == '"')
            {
                code = ToonErrorCode.TrailingContent;
                return at == token.Length - 1 ? -1 : at + 1;
            }

            var length = EscapeLength(token[at..]);
            if (length == 0)
            {
                code = ToonErrorCode.InvalidEscape;
                return at;
            }

            at += length;
        }

        return 0;
    }

    /// <summary>The text of a token that was checked, without its quotes and escapes.</summary>
    public static string Decode(ReadOnlySpan<byte> token)
    {
        if (token.IsEmpty || token[0] != '"')
        {
            return Encoding.UTF8.GetString(token);
        }

        var inner = token.Length < 2 ? [] : token[1..^1];
        if (!inner.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(inner);
        }

        var text = new StringBuilder(inner.Length);
        while (!inner.IsEmpty)
        {
            var plain = inner.IndexOf((byte)'\\');
            plain = plain < 0 ? inner.Length : plain;
            text.Append(Encoding.UTF8.GetString(inner[..plain]));
            inner = inner[plain..];
            if (inner.IsEmpty || EscapeLength(inner) is not (> 0 and var length))
            {
                // A mistake was reported; what can be read is enough.
                inner = inner.IsEmpty ? inner : inner[1..];
                continue;
            }

            text.Append(
                inner[1] switch
                {
                    (byte)'n' => '\n',
                    (byte)'r' => '\r',
                    (byte)'t' => '\t',
                    (byte)'u' => (char)Hex(inner.Slice(2, 4)),
                    var itself => (char)itself,
                }
            );
            inner = inner[length..];
        }

        return text.ToString();
    }

    /// <summary><c>-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?</c>, which is what JSON takes as well.</summary>
    private static bool IsNumber(ReadOnlySpan<byte> token)
    {
        var at = token[0] == '-' ? 1 : 0;
        var whole = Digits(token, at);
        if (whole == at || token[at] == '0' && whole > at + 1)
        {
            return false;
        }

        at = whole;
        if (at < token.Length && token[at] == '.')
        {
            var fraction = Digits(token, at + 1);
            if (fraction == at + 1)
            {
                return false;
            }

            at = fraction;
        }

        if (at < token.Length && token[at] is (byte)'e' or (byte)'E')
        {
            at++;
            if (at < token.Length && token[at] is (byte)'+' or (byte)'-')
            {
                at++;
            }

            var exponent = Digits(token, at);
            if (exponent == at)
            {
                return false;
            }

            at = exponent;
        }

        return at == token.Length;
    }

    private static int Digits(ReadOnlySpan<byte> token, int at)
    {
        while (at < token.Length && token[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at;
    }

    /// <summary>Bytes of the escape at the start; 0 if it is none. Surrogates have no escapes.</summary>
    private static int EscapeLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2)
        {
            return 0;
        }

        return text[1] switch
        {
            (byte)'\\' or (byte)'"' or (byte)'n' or (byte)'r' or (byte)'t' => 2,
            (byte)'u' when text.Length >= 6 && Hex(text.Slice(2, 4)) is >= 0 and not (>= 0xD800 and <= 0xDFFF) => 6,
            _ => 0,
        };
    }

    private static int Hex(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            var part = char.IsAsciiHexDigit((char)digit) ? Convert.ToInt32(((char)digit).ToString(), 16) : -1;
            if (part < 0)
            {
                return -1;
            }

            value = (value << 4) | part;
        }

        return value;
    }
}
