using System.Text.Json;

namespace Aimux.Silo.Simulation;

/// <summary>Decides which tools an answer calls: those the last user message names, else the first.</summary>
internal static class ToolCallPlanner
{
    /// <summary>The calls, or null if the answer is text.</summary>
    public static ToolCall[]? Plan(JsonElement request, string id)
    {
        var functions = Functions(request);
        var messages = request.GetProperty("messages");
        if (functions.Count == 0 || RoleOf(messages[messages.GetArrayLength() - 1]) == "tool")
        {
            return null;
        }

        var choice = request.TryGetProperty("tool_choice", out var given) ? given : default;
        if (choice.ValueKind == JsonValueKind.String && choice.ValueEquals("none"u8))
        {
            return null;
        }

        var called = Choose(request, functions, messages, choice);
        return [.. called.Select((function, index) => Call(function, $"call_{id}_{index}"))];
    }

    private static List<JsonElement> Choose(
        JsonElement request,
        List<JsonElement> functions,
        JsonElement messages,
        JsonElement choice
    )
    {
        if (choice.ValueKind == JsonValueKind.Object)
        {
            return [Forced(functions, choice)];
        }

        var asked = LastUserText(messages);
        var named = functions.FindAll(function => asked.Contains(NameOf(function), StringComparison.Ordinal));
        if (named.Count == 0)
        {
            return [functions[0]];
        }

        var alone =
            request.TryGetProperty("parallel_tool_calls", out var parallel)
            && parallel.ValueKind == JsonValueKind.False;
        return alone ? [named[0]] : named;
    }

    private static JsonElement Forced(List<JsonElement> functions, JsonElement choice)
    {
        var name = choice.TryGetProperty("function", out var function) ? NameOf(function) : "";
        var found = functions.FindIndex(candidate => NameOf(candidate) == name);
        return found >= 0
            ? functions[found]
            : throw new RequestRefusedException(
                WireError.Invalid($"'tool_choice' names '{name}', which is not among the tools.", "tool_choice")
            );
    }

    private static ToolCall Call(JsonElement function, string id) =>
        new(
            id,
            NameOf(function),
            SchemaSample.Make(function.TryGetProperty("parameters", out var schema) ? schema : null)
        );

    private static List<JsonElement> Functions(JsonElement request)
    {
        var functions = new List<JsonElement>();
        if (request.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array)
        {
            foreach (var tool in tools.EnumerateArray())
            {
                if (
                    tool.ValueKind == JsonValueKind.Object
                    && tool.TryGetProperty("function", out var function)
                    && NameOf(function).Length > 0
                )
                {
                    functions.Add(function);
                }
            }
        }

        return functions;
    }

    private static string NameOf(JsonElement function) =>
        function.ValueKind == JsonValueKind.Object
        && function.TryGetProperty("name", out var name)
        && name.ValueKind == JsonValueKind.String
            ? name.GetString()!
            : "";

    private static string? RoleOf(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("role", out var role)
            ? role.ToString()
            : null;

    private static string LastUserText(JsonElement messages)
    {
        for (var i = messages.GetArrayLength() - 1; i >= 0; i--)
        {
            if (RoleOf(messages[i]) == "user")
            {
                return TextOf(messages[i]);
            }
        }

        return "";
    }

    private static string TextOf(JsonElement message)
    {
        if (!message.TryGetProperty("content", out var content))
        {
            return "";
        }

        return content.ValueKind == JsonValueKind.Array
            ? string.Join('\n', content.EnumerateArray().Select(PartText))
            : content.ToString();
    }

    private static string PartText(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out var text) ? text.ToString() : "";
}
