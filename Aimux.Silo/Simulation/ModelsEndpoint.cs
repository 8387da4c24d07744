using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>GET {any prefix}/models and {any prefix}/models/{id}.</summary>
internal static class ModelsEndpoint
{
    /// <summary>2023-11-14, in Unix seconds: simulated models have no birthday of their own.</summary>
    private const long Created = 1_700_000_000;

    public static void AnswerList(HttpResponse response, ActiveSettings active) =>
        Answer(
            response,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("object"u8, "list"u8);
                json.WriteStartArray("data"u8);
                foreach (var model in active.ChatModels.Concat(active.EmbeddingModels))
                {
                    WriteModel(json, model);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        );

    public static void AnswerOne(HttpResponse response, ActiveSettings active, string name)
    {
        var model = active.FindModel(name) ?? throw new RequestRefusedException(WireError.UnknownModel(name));
        Answer(response, json => WriteModel(json, model));
    }

    private static void Answer(HttpResponse response, Action<Utf8JsonWriter> write)
    {
        var buffer = RenderBuffer.Take();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        Answers.Write(response, StatusCodes.Status200OK, buffer.WrittenSpan);
    }

    private static void WriteModel(Utf8JsonWriter json, ServedModel model)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, model.Name);
        json.WriteString("object"u8, "model"u8);
        json.WriteNumber("created"u8, Created);
        json.WriteString("owned_by"u8, "simulated"u8);
        json.WriteEndObject();
    }
}
