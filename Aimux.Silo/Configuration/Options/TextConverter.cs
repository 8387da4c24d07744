using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aimux.Silo.Configuration.Options;

/// <summary>A setting's value that is one string in JSON. What cannot be read is a <see cref="JsonException"/> with words why.</summary>
internal abstract class TextConverter<T> : JsonConverter<T>
    where T : notnull
{
    /// <summary>What a value looks like, for messages: "a time such as 5s".</summary>
    protected abstract string Expected { get; }

    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        return reader.TokenType switch
        {
            JsonTokenType.String => Parse(reader.GetString()!),
            // TOON has no quotes around a plain number, so sizes in bytes arrive as numbers.
            JsonTokenType.Number when reader.TryGetInt64(out var number) => Parse($"{number}"),
            _ => throw new JsonException($"Expected {Expected}."),
        };
    }

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Format(value));

    /// <exception cref="JsonException">The text is no such value.</exception>
    protected abstract T Parse(string text);

    protected abstract string Format(T value);
}
