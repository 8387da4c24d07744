using System.Text.Json;
using Aimux.Silo.Simulation.Strictness;
using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation.Responses;

/// <summary>Reads and checks a Responses request.</summary>
internal static class ResponsesReader
{
    public static ResponsesRequest Read(
        JsonElement request,
        long bytes,
        ServedModel[] models,
        FieldRules? rules,
        string id
    )
    {
        rules?.CheckResponses(request);
        var model = ModelMember.Read(request, models);
        CheckInput(request);
        return new ResponsesRequest
        {
            Model = model,
            Stream = ReadStream(request),
            MostTokens = ReadMostTokens(request),
            PromptTokens = RequestTree.TokensOf(bytes),
            Thinks = ReadThinks(request),
            Calls = ResponsesTools.Plan(request, id),
            Json = ReadJson(request),
            Echo = ResponsesEcho.Of(request),
        };
    }

    private static void CheckInput(JsonElement request)
    {
        var given = request.TryGetProperty("input", out var input);
        if (!given || input.ValueKind is not (JsonValueKind.String or JsonValueKind.Array))
        {
            throw new RequestRefusedException(
                WireError.Invalid(
                    "Missing required parameter: 'input', a text or a list of items.",
                    "input",
                    "missing_required_parameter"
                )
            );
        }
    }

    private static bool ReadStream(JsonElement request)
    {
        if (!request.TryGetProperty("stream", out var given))
        {
            return false;
        }

        return given.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw Refuse("stream", "'stream' must be true or false.", "invalid_type"),
        };
    }

    private static int ReadMostTokens(JsonElement request)
    {
        const string Name = "max_output_tokens";
        if (!request.TryGetProperty(Name, out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return int.MaxValue;
        }

        return given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var most) && most >= 1
            ? most
            : throw Refuse(Name, $"'{Name}' must be an integer of at least 1.", "invalid_value");
    }

    /// <summary>An effort asks for a thought, unless it is none.</summary>
    private static bool ReadThinks(JsonElement request) =>
        request.TryGetProperty("reasoning", out var reasoning)
        && Turns.Member(reasoning, "effort") is { Length: > 0 } and not "none";

    private static string? ReadJson(JsonElement request)
    {
        if (
            !request.TryGetProperty("text", out var text)
            || text.ValueKind != JsonValueKind.Object
            || !text.TryGetProperty("format", out var format)
        )
        {
            return null;
        }

        return Turns.Member(format, "type") switch
        {
            "json_object" => StructuredContent.Unnamed,
            "json_schema" => format.TryGetProperty("schema", out var schema)
                ? SchemaSample.Make(schema)
                : throw Refuse(
                    "text.format.schema",
                    "Missing required parameter: 'text.format.schema'.",
                    "missing_required_parameter"
                ),
            _ => null,
        };
    }

    private static RequestRefusedException Refuse(string param, string message, string code) =>
        new(WireError.Invalid(message, param, code));
}
