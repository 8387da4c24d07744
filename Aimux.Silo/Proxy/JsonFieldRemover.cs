using System.Text.Json;

namespace Aimux.Silo.Proxy;

/// <summary>Takes one field out of a JSON object without touching another byte of it.</summary>
internal static class JsonFieldRemover
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <param name="json">A valid JSON object.</param>
    /// <param name="path">
    /// The field, as providers name it: <c>field</c>, or a path such as <c>messages.1.field</c>, in which a number stands
    /// for every element: what one message must not have, none may.
    /// </param>
    /// <returns>The object without the field wherever the path leads; <c>null</c> if it leads nowhere.</returns>
    public static byte[]? Without(ReadOnlySpan<byte> json, string path)
    {
        var names = path.Split('.').Where(name => !int.TryParse(name, out _)).ToArray();
        if (names.Length == 0)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json, Options);
        var cuts = new List<Range>();
        reader.Read();
        Search(ref reader, json, names, cuts);
        return cuts.Count == 0 ? null : Cut(json, cuts);
    }

    /// <summary>Notes the fields to cut in the value at which the reader stands, and reads past it.</summary>
    private static void Search(
        ref Utf8JsonReader reader,
        ReadOnlySpan<byte> json,
        ReadOnlySpan<string> names,
        List<Range> cuts
    )
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                Search(ref reader, json, names, cuts);
            }

            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        // The bytes from the end of what was kept before to the end of a field: with the comma between them.
        var (before, isFirst) = ((int)reader.BytesConsumed, true);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(names[0]);
            reader.Read();
            if (found && names.Length > 1)
            {
                Search(ref reader, json, names[1..], cuts);
            }
            else
            {
                reader.Skip();
            }

            var after = (int)reader.BytesConsumed;
            if (found && names.Length == 1)
            {
                cuts.Add(isFirst ? WithCommaBehind(json, before, after) : before..after);
                before = Math.Max(after, cuts[^1].End.Value);
            }
            else
            {
                (before, isFirst) = (after, false);
            }
        }
    }

    /// <summary>The first field of an object has no comma before it, but mostly one behind it.</summary>
    private static Range WithCommaBehind(ReadOnlySpan<byte> json, int start, int end)
    {
        var rest = json[end..];
        var next = rest.IndexOfAnyExcept(" \t\r\n"u8);
        return rest[next] == ',' ? start..(end + next + 1) : start..end;
    }

    private static byte[] Cut(ReadOnlySpan<byte> json, List<Range> cuts)
    {
        var kept = new byte[json.Length];
        var (length, from) = (0, 0);
        foreach (var cut in cuts)
        {
            json[from..cut.Start].CopyTo(kept.AsSpan(length));
            length += cut.Start.Value - from;
            from = cut.End.Value;
        }

        json[from..].CopyTo(kept.AsSpan(length));
        return kept[..(length + json.Length - from)];
    }
}
