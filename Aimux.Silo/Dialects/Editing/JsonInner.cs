using System.Text.Json;

namespace Aimux.Silo.Dialects.Editing;

/// <summary>Looks into a value that is known to be well formed.</summary>
internal static class JsonInner
{
    // What holds the value may be as deep as any request.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <summary>The value of an object's field as it stands; empty if there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        ReadOnlySpan<byte> found = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            var value = Take(ref reader, json);
            found = isIt ? value : found;
        }

        return found;
    }

    /// <summary>An array's first item as it stands; empty if there is none.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? [] : Take(ref reader, json);
    }

    /// <summary>Whether an array has more than one item.</summary>
    public static bool HasSeveral(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        reader.Skip();
        reader.Read();
        return reader.TokenType != JsonTokenType.EndArray;
    }

    private static ReadOnlySpan<byte> Take(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }
}
