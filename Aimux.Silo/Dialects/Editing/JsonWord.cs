using System.Text.Json;

namespace Aimux.Silo.Dialects.Editing;

/// <summary>Reads single JSON strings as they stand in a body, quotes and escapes included.</summary>
internal static class JsonWord
{
    /// <summary>Whether the string says this, however it is escaped.</summary>
    public static bool Is(ReadOnlySpan<byte> quoted, ReadOnlySpan<byte> word)
    {
        var inner = quoted[1..^1];
        if (!inner.Contains((byte)'\\'))
        {
            return inner.SequenceEqual(word);
        }

        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.ValueTextEquals(word);
    }

    /// <summary>How many characters it has, counted as JavaScript and .NET count them.</summary>
    public static int Length(ReadOnlySpan<byte> quoted)
    {
        var inner = quoted[1..^1];
        if (!inner.Contains((byte)'\\'))
        {
            return System.Text.Encoding.UTF8.GetCharCount(inner);
        }

        // An escape is longer than what it stands for.
        Span<char> characters = inner.Length <= 512 ? stackalloc char[inner.Length] : new char[inner.Length];
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return reader.CopyString(characters);
    }
}
