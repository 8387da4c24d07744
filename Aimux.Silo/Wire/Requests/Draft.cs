using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests;

/// <summary>A request being written in another protocol.</summary>
internal sealed class Draft(Utf8JsonWriter json)
{
    private const int MaxDepth = 512;

    // A little more than most translations add to what they translate.
    private const int Growth = 1024;

    public Utf8JsonWriter Json { get; } = json;

    public Losses Losses { get; } = new();

    /// <summary>Reads the body and lets it be written.</summary>
    public static TranslatedRequest Translate(ReadOnlyMemory<byte> body, Action<Node, Draft> write)
    {
        using var document = Parse(body);
        var output = new ArrayBufferWriter<byte>(body.Length + Growth);
        using var json = new Utf8JsonWriter(
            output,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
        );
        var draft = new Draft(json);
        json.WriteStartObject();
        write(new Node(document.RootElement, Place.Root).Object(), draft);
        json.WriteEndObject();
        json.Flush();
        return new TranslatedRequest(output.WrittenSpan.ToArray(), draft.Losses.Paths);
    }

    /// <summary>Writes a value of the caller as it is.</summary>
    public void Copy(string name, Node? node)
    {
        if (node is { } value)
        {
            Raw(name, value.Raw);
        }
    }

    /// <summary>Writes a piece of JSON, which must be whole.</summary>
    public void Raw(string name, ReadOnlySpan<byte> value)
    {
        Json.WritePropertyName(name);
        Json.WriteRawValue(value, skipInputValidation: true);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException)
        {
            throw new UntranslatableException(
                $"The body is not one JSON object, or nests deeper than {MaxDepth} levels.",
                Place.Root.ToString()
            );
        }
    }
}
