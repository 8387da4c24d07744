using System.Text.Json;
using Aimux.Silo.Simulation.Strictness;
using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation.Messages;

/// <summary>Reads and checks a Messages request.</summary>
internal static class MessagesReader
{
    public static MessagesRequest Read(
        JsonElement request,
        long bytes,
        ServedModel[] models,
        FieldRules? rules,
        string id
    )
    {
        rules?.CheckMessages(request);
        var model = ReadModel(request, models);
        var most = ReadMostTokens(request);
        CheckTurns(request);
        return new MessagesRequest
        {
            Model = model,
            Stream = ReadStream(request),
            MostTokens = most,
            PromptTokens = RequestTree.TokensOf(bytes),
            Thinks = ReadThinking(request),
            Calls = MessagesTools.Plan(request, id),
            Json = ReadJson(request),
        };
    }

    /// <summary>The tokens of a request to count; throws if it could not be asked.</summary>
    public static int Count(JsonElement request, long bytes, ServedModel[] models)
    {
        ReadModel(request, models);
        CheckTurns(request);
        return RequestTree.TokensOf(bytes);
    }

    private static ServedModel ReadModel(JsonElement request, ServedModel[] models)
    {
        if (!request.TryGetProperty("model", out var given) || given.ValueKind != JsonValueKind.String)
        {
            throw Refuse("model", "model: Field required");
        }

        var name = given.GetString()!;
        return Array.Find(models, model => model.Name == name)
            ?? throw new RequestRefusedException(WireError.UnknownModel(name) with { Message = "model: " + name });
    }

    private static int ReadMostTokens(JsonElement request)
    {
        if (!request.TryGetProperty("max_tokens", out var given))
        {
            throw Refuse("max_tokens", "max_tokens: Field required");
        }

        return given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var most) && most >= 1
            ? most
            : throw Refuse("max_tokens", "max_tokens: Input should be a valid integer, greater than or equal to 1");
    }

    private static void CheckTurns(JsonElement request)
    {
        if (!request.TryGetProperty("messages", out var turns))
        {
            throw Refuse("messages", "messages: Field required");
        }

        if (turns.ValueKind != JsonValueKind.Array)
        {
            throw Refuse("messages", "messages: Input should be a valid list");
        }

        if (turns.GetArrayLength() == 0)
        {
            throw Refuse("messages", "messages: at least one message is required");
        }

        var index = 0;
        foreach (var turn in turns.EnumerateArray())
        {
            CheckTurn(turn, index++);
        }
    }

    private static void CheckTurn(JsonElement turn, int index)
    {
        if (Turns.RoleOf(turn) is not ("user" or "assistant" or "system"))
        {
            throw Refuse("messages", $"messages.{index}.role: Input should be 'user', 'assistant' or 'system'");
        }

        if (
            !turn.TryGetProperty("content", out var content)
            || content.ValueKind is not (JsonValueKind.String or JsonValueKind.Array)
        )
        {
            throw Refuse("messages", $"messages.{index}.content: Field required");
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
            _ => throw Refuse("stream", "stream: Input should be a valid boolean"),
        };
    }

    private static bool ReadThinking(JsonElement request)
    {
        if (!request.TryGetProperty("thinking", out var thinking) || thinking.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        switch (Turns.Member(thinking, "type"))
        {
            case "disabled":
                return false;
            case "adaptive":
                return true;
            case "enabled":
                return
                    thinking.TryGetProperty("budget_tokens", out var budget) && budget.ValueKind == JsonValueKind.Number
                    ? true
                    : throw Refuse("thinking", "thinking.enabled.budget_tokens: Field required");
            default:
                throw Refuse("thinking", "thinking: Input should be of type 'enabled', 'adaptive' or 'disabled'");
        }
    }

    private static string? ReadJson(JsonElement request) =>
        request.TryGetProperty("output_config", out var output)
        && output.ValueKind == JsonValueKind.Object
        && output.TryGetProperty("format", out var format)
        && Turns.Member(format, "type") == "json_schema"
        && format.TryGetProperty("schema", out var schema)
            ? SchemaSample.Make(schema)
            : null;

    private static RequestRefusedException Refuse(string param, string message) =>
        new(WireError.Invalid(message, param));
}
