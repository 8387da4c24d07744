using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Turns JSON into a text within JSON and back; needed for the arguments of tool calls alone.</summary>
internal static class JsonText
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    // What cannot stand in a JSON text as it is.
    private static readonly SearchValues<byte> Special = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(code => (byte)code),
        (byte)'"',
        (byte)'\\',
    ]);

    /// <summary>Writes plain text as it stands between the quotes of a JSON text.</summary>
    public static void Escape(ReadOnlySpan<byte> plain, IBufferWriter<byte> output)
    {
        while (true)
        {
            var special = plain.IndexOfAny(Special);
            output.Write(special < 0 ? plain : plain[..special]);
            if (special < 0)
            {
                return;
            }

            Escape(plain[special], output);
            plain = plain[(special + 1)..];
        }
    }

    /// <summary>
    /// Writes what an escaped text says. Half a surrogate pair stays an escape: UTF-8 cannot hold it, and what is
    /// unescaped here is JSON, in whose texts the escape means the same.
    /// </summary>
    public static void Unescape(ReadOnlySpan<byte> escaped, IBufferWriter<byte> output)
    {
        while (true)
        {
            var slash = escaped.IndexOf((byte)'\\');
            output.Write(slash < 0 ? escaped : escaped[..slash]);
            if (slash < 0 || slash + 1 >= escaped.Length)
            {
                return;
            }

            escaped = escaped[slash..];
            escaped = escaped[(escaped[1] == 'u' ? UnescapeCode(escaped, output) : UnescapeSign(escaped[1], output))..];
        }
    }

    /// <summary>
    /// Writes the arguments of a call as the object that they say. What is no object is kept as a text within one, so
    /// that nothing of it is lost.
    /// </summary>
    /// <param name="escaped">The arguments, escaped.</param>
    /// <param name="plain">Where they are unescaped.</param>
    /// <param name="output">Where the object is written.</param>
    public static void WriteObject(
        ReadOnlySpan<byte> escaped,
        ArrayBufferWriter<byte> plain,
        IBufferWriter<byte> output
    )
    {
        plain.ResetWrittenCount();
        Unescape(escaped, plain);
        var text = plain.WrittenSpan.Trim(" \t\r\n"u8);
        if (text.IsEmpty || text.SequenceEqual("null"u8))
        {
            output.Write("{}"u8);
        }
        else if (IsObject(text))
        {
            output.Write(text);
        }
        else
        {
            output.Write("{\"arguments\":\""u8);
            output.Write(escaped);
            output.Write("\"}"u8);
        }
    }

    private static bool IsObject(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read()) { }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Escape(byte special, IBufferWriter<byte> output)
    {
        switch (special)
        {
            case (byte)'"':
                output.Write("\\\""u8);
                break;
            case (byte)'\\':
                output.Write("\\\\"u8);
                break;
            case (byte)'\n':
                output.Write("\\n"u8);
                break;
            case (byte)'\r':
                output.Write("\\r"u8);
                break;
            case (byte)'\t':
                output.Write("\\t"u8);
                break;
            default:
                output.Write("\\u00"u8);
                output.Write([Digit(special >> 4), Digit(special & 15)]);
                break;
        }

        static byte Digit(int value) => (byte)"0123456789abcdef"[value];
    }

    private static int UnescapeSign(byte sign, IBufferWriter<byte> output)
    {
        output.Write([
            sign switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                _ => sign,
            },
        ]);
        return 2;
    }

    /// <returns>How many bytes it has read.</returns>
    private static int UnescapeCode(ReadOnlySpan<byte> escaped, IBufferWriter<byte> output)
    {
        var used = 6;
        if (!TryCode(escaped, out var first))
        {
            // Cut off: nothing that a whole text holds.
            return escaped.Length;
        }

        Rune rune;
        if (TryCode(escaped[used..], out var second) && Rune.TryCreate(first, second, out rune))
        {
            used = 12;
        }
        else if (!Rune.TryCreate(first, out rune))
        {
            output.Write(escaped[..used]);
            return used;
        }

        Span<byte> bytes = stackalloc byte[4];
        output.Write(bytes[..rune.EncodeToUtf8(bytes)]);
        return used;
    }

    private static bool TryCode(ReadOnlySpan<byte> escaped, out char code)
    {
        var found = ushort.TryParse(
            escaped is [(byte)'\\', (byte)'u', _, _, _, _, ..] ? escaped[2..6] : default,
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var value
        );
        code = (char)value;
        return found;
    }
}
