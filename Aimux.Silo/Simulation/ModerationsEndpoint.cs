using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>POST {any prefix}/moderations: nothing is ever found.</summary>
internal static class ModerationsEndpoint
{
    private static readonly string[] Categories = ["harassment", "hate", "illicit", "self-harm", "sexual", "violence"];

    public static async Task Answer(Exchange exchange)
    {
        var (model, inputs, tokens) = await RequestTree.Read(
            exchange,
            (tree, bytes) =>
                (ModelMember.ReadOrUsual(tree, exchange.Active.Models), CountInputs(tree), RequestTree.TokensOf(bytes))
        );
        var body = JsonObjects.Write(json =>
        {
            json.WriteString("id"u8, "modr-" + exchange.Id);
            json.WriteString("model"u8, model.Name);
            json.WriteStartArray("results"u8);
            for (var i = 0; i < inputs; i++)
            {
                WriteResult(json);
            }

            json.WriteEndArray();
        });
        await Delivery.Send(exchange, body, tokens);
    }

    /// <summary>Texts are judged one by one; the parts of a picture with its text, together.</summary>
    private static int CountInputs(JsonElement request)
    {
        if (
            !request.TryGetProperty("input", out var input)
            || input.ValueKind is not (JsonValueKind.String or JsonValueKind.Array)
        )
        {
            throw new RequestRefusedException(
                WireError.Invalid("Missing required parameter: 'input'.", "input", "missing_required_parameter")
            );
        }

        return input.ValueKind == JsonValueKind.Array
            ? Math.Max(1, input.EnumerateArray().Count(entry => entry.ValueKind == JsonValueKind.String))
            : 1;
    }

    private static void WriteResult(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("flagged"u8, value: false);
        json.WriteStartObject("categories"u8);
        foreach (var category in Categories)
        {
            json.WriteBoolean(category, value: false);
        }

        json.WriteEndObject();
        json.WriteStartObject("category_scores"u8);
        foreach (var category in Categories)
        {
            json.WriteNumber(category, 0.0001);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
