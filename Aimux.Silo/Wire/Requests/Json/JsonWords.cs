using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Aimux.Silo.Wire.Requests.Json;

/// <summary>Words of the protocols, which callers may write with escapes, broken ones included.</summary>
internal static class JsonWords
{
    private const int LongestEscape = 6;

    public static bool Is(JsonProperty property, ReadOnlySpan<char> word) =>
        Is(JsonMarshal.GetRawUtf8PropertyName(property), word);

    public static bool Is(ReadOnlySpan<byte> escaped, ReadOnlySpan<char> word) =>
        Ascii.Equals(escaped, word)
        || (
            escaped.Length <= word.Length * LongestEscape
            && escaped.Contains((byte)'\\')
            && word.SequenceEqual(Decode(escaped))
        );

    public static string Name(JsonProperty property) => Decode(JsonMarshal.GetRawUtf8PropertyName(property));

    /// <summary>The text; as it is escaped where the escapes are broken.</summary>
    public static string Decode(ReadOnlySpan<byte> escaped) => TryDecode(escaped) ?? Encoding.UTF8.GetString(escaped);

    /// <summary>The text; <c>null</c> if its escapes are half surrogate pairs.</summary>
    public static string? TryDecode(ReadOnlySpan<byte> escaped)
    {
        if (!escaped.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(escaped);
        }

        var quoted = new byte[escaped.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        escaped.CopyTo(quoted.AsSpan(1));
        var reader = new Utf8JsonReader(quoted);
        try
        {
            reader.Read();
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether a text, still escaped, holds nothing but white space.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> escaped)
    {
        for (var at = 0; at < escaped.Length; at++)
        {
            if (escaped[at] == (byte)'\\' && escaped[at + 1] is (byte)'n' or (byte)'r' or (byte)'t')
            {
                at++;
            }
            else if (escaped[at] != (byte)' ')
            {
                return false;
            }
        }

        return true;
    }
}
