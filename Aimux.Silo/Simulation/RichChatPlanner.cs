using System.Text.Json;
using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation;

/// <summary>Decides the choices of a request that asks for tools, structured output or several choices.</summary>
internal static class RichChatPlanner
{
    private const int MostChoices = 128;

    public static ChoiceContent[] Plan(JsonElement request, string id, Func<ChoiceContent> plainText, int mostTokens)
    {
        var tools = ToolCallPlanner.Plan(request, id);
        var choices = new ChoiceContent[Count(request)];
        for (var i = 0; i < choices.Length; i++)
        {
            choices[i] =
                tools is not null ? new ToolCallsContent(ForChoice(tools, i))
                : Structured(request) is { } json ? new StructuredContent(json, mostTokens)
                : plainText();
        }

        return choices;
    }

    private static ToolCall[] ForChoice(ToolCall[] calls, int choice) =>
        choice == 0 ? calls : Array.ConvertAll(calls, call => call with { Id = $"{call.Id}_{choice}" });

    private static int Count(JsonElement request)
    {
        var n =
            request.TryGetProperty("n", out var given) && given.ValueKind == JsonValueKind.Number
                ? given.GetInt32()
                : 1;
        return n <= MostChoices
            ? n
            : throw new RequestRefusedException(
                WireError.Invalid($"'n' must be from 1 to {MostChoices}, but is {n}.", "n", "invalid_value")
            );
    }

    private static string? Structured(JsonElement request)
    {
        if (!request.TryGetProperty("response_format", out var format) || format.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var type = format.TryGetProperty("type", out var given) ? given.ToString() : "";
        return type switch
        {
            "text" => null,
            "json_object" => StructuredContent.Unnamed,
            "json_schema"
                when format.TryGetProperty("json_schema", out var named)
                    && named.ValueKind == JsonValueKind.Object
                    && named.TryGetProperty("schema", out var schema) => SchemaSample.Make(schema),
            "json_schema" => throw new RequestRefusedException(
                WireError.Invalid(
                    "Missing required parameter: 'response_format.json_schema.schema'.",
                    "response_format.json_schema.schema",
                    "missing_required_parameter"
                )
            ),
            _ => throw new RequestRefusedException(
                WireError.Invalid(
                    $"'response_format.type' must be text, json_object or json_schema, but is '{type}'.",
                    "response_format.type",
                    "invalid_value"
                )
            ),
        };
    }
}
