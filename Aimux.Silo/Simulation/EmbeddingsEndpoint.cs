using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>POST {any prefix}/embeddings.</summary>
internal static class EmbeddingsEndpoint
{
    public static async Task Answer(Exchange exchange)
    {
        var request = await RequestTree.Read(
            exchange,
            (tree, bytes) => EmbeddingRequest.Read(tree, bytes, exchange.Active.EmbeddingModels)
        );
        var buffer = new ArrayBufferWriter<byte>();
        Render(request, buffer);
        await Delivery.Send(exchange, buffer.WrittenMemory, request.PromptTokens);
    }

    private static void Render(EmbeddingRequest request, ArrayBufferWriter<byte> buffer)
    {
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        for (var i = 0; i < request.Inputs.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "embedding"u8);
            json.WriteNumber("index"u8, i);
            WriteVector(json, EmbeddingVector.Make(request.Inputs[i], request.Dimensions), request.Base64);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model"u8, request.Model.Name);
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, request.PromptTokens);
        json.WriteNumber("total_tokens"u8, request.PromptTokens);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteVector(Utf8JsonWriter json, float[] vector, bool base64)
    {
        if (base64)
        {
            // Little-endian floats, as every machine this runs on keeps them.
            json.WriteBase64String("embedding"u8, MemoryMarshal.AsBytes<float>(vector));
            return;
        }

        json.WriteStartArray("embedding"u8);
        foreach (var value in vector)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
