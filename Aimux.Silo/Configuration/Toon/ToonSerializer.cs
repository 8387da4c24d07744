using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aimux.Silo.Configuration.Toon.Reading;
using Aimux.Silo.Configuration.Toon.Writing;

namespace Aimux.Silo.Configuration.Toon;

/// <summary>TOON text from and to types, by their source-generated descriptions alone.</summary>
internal static class ToonSerializer
{
    /// <exception cref="ToonException">
    /// The text is no TOON or does not fit the type; the place is that of the value that does not fit.
    /// </exception>
    public static T? Deserialize<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> type, ToonDecodeOptions? options = null)
    {
        var document = ToonDocument.Parse(utf8, options);
        using var json = JsonText.Read(document);
        try
        {
            return JsonSerializer.Deserialize(json.All, type);
        }
        catch (JsonException mistake)
        {
            throw new ToonException(TypeMistakes.Explain(document, mistake), mistake);
        }
    }

    /// <exception cref="ToonException">A string holds a lone surrogate, or the value is too deep. Nothing was written.</exception>
    public static void Serialize<T>(
        IBufferWriter<byte> to,
        T value,
        JsonTypeInfo<T> type,
        ToonEncodeOptions? options = null
    )
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = SurrogateGuard.Instance }))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        ToonCodec.EncodeJson(to, json.WrittenSpan, options);
    }
}
