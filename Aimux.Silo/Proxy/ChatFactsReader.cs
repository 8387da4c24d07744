using System.Text.Json;

namespace Aimux.Silo.Proxy;

/// <summary>Reads the facts of a chat answer, or of one event of a stream, in one pass that builds no tree.</summary>
internal static class ChatFactsReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <exception cref="JsonException">The bytes are no JSON object.</exception>
    public static ChatFacts Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return Scan(json);
        }
        catch (InvalidOperationException mistake)
        {
            // The reader checks escapes only where a name is looked at.
            throw new JsonException("A name escapes half a surrogate pair.", mistake);
        }
    }

    private static ChatFacts Scan(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An answer must be a JSON object.");
        }

        bool content = false,
            finish = false,
            choices = false,
            error = false;
        var bytes = 0;
        Usage? usage = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("choices"u8))
            {
                reader.Read();
                ReadChoices(ref reader, ref content, ref finish, ref choices, ref bytes);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                usage = ReadUsage(ref reader) ?? usage;
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                error |= IsSomething(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        reader.Read();
        return new ChatFacts(content, finish, choices, error, usage, bytes);
    }

    private static void ReadChoices(
        ref Utf8JsonReader reader,
        ref bool content,
        ref bool finish,
        ref bool choices,
        ref int bytes
    )
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            choices = true;
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("message"u8))
                {
                    reader.Read();
                    content |= ReadMessage(ref reader, ref bytes);
                }
                else if (reader.ValueTextEquals("finish_reason"u8))
                {
                    reader.Read();
                    finish |= IsSomething(ref reader);
                }
                else if (reader.ValueTextEquals("text"u8))
                {
                    reader.Read();
                    content |= IsSomething(ref reader, ref bytes);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }

    /// <summary>Whether a message or delta says anything beside who speaks.</summary>
    private static bool ReadMessage(ref Utf8JsonReader reader, ref int bytes)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }

        var something = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var speaker = reader.ValueTextEquals("role"u8);
            reader.Read();
            if (speaker)
            {
                reader.Skip();
            }
            else
            {
                something |= IsSomething(ref reader, ref bytes);
            }
        }

        return something;
    }

    private static Usage? ReadUsage(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        int? input = null;
        int? output = null;
        var cached = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isDetails = reader.ValueTextEquals("prompt_tokens_details"u8);
            var isInput = reader.ValueTextEquals("prompt_tokens"u8);
            var isOutput = reader.ValueTextEquals("completion_tokens"u8);
            reader.Read();
            if ((isInput || isOutput) && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var count))
            {
                count = Math.Clamp(count, 0, int.MaxValue / 2);
                input = isInput ? count : input;
                output = isOutput ? count : output;
            }
            else if (isDetails && reader.TokenType == JsonTokenType.StartObject)
            {
                cached = ReadCached(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return input is null && output is null
            ? null
            : new Usage(input ?? 0, output ?? 0, Math.Min(cached, input ?? 0));
    }

    private static int ReadCached(ref Utf8JsonReader reader)
    {
        var cached = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isCached = reader.ValueTextEquals("cached_tokens"u8);
            reader.Read();
            if (isCached && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var count))
            {
                cached = Math.Max(count, 0);
            }
            else
            {
                reader.Skip();
            }
        }

        return cached;
    }

    /// <summary>Whether a value is neither null, false, empty text, an empty object nor an empty array. Reads past it.</summary>
    private static bool IsSomething(ref Utf8JsonReader reader)
    {
        var bytes = 0;
        return IsSomething(ref reader, ref bytes);
    }

    /// <summary>The same, and adds the bytes of its texts.</summary>
    private static bool IsSomething(ref Utf8JsonReader reader, ref int bytes)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null or JsonTokenType.False:
                return false;
            case JsonTokenType.String:
                bytes += reader.ValueSpan.Length;
                return reader.ValueSpan.Length > 0;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                return HasMembers(ref reader, ref bytes);
            default:
                return true;
        }
    }

    private static bool HasMembers(ref Utf8JsonReader reader, ref int bytes)
    {
        var depth = reader.CurrentDepth;
        reader.Read();
        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            return false;
        }

        while (reader.CurrentDepth > depth)
        {
            bytes += reader.TokenType == JsonTokenType.String ? reader.ValueSpan.Length : 0;
            reader.Read();
        }

        return true;
    }
}
