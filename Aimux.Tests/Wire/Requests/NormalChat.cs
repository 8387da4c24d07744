using System.Text.Json.Nodes;

namespace Aimux.Tests.Wire.Requests;

/// <summary>What a chat request means, whichever of several ways it says it in.</summary>
internal static class NormalChat
{
    public static JsonObject Of(JsonNode chat)
    {
        var messages = chat["messages"]!.AsArray().Select(message => message!).ToList();
        var normal = new JsonObject
        {
            ["system"] = string.Join("\n\n", messages.Where(IsSystem).SelectMany(Texts)),
            ["turns"] = Turns(messages.Where(message => !IsSystem(message))),
            ["stop"] = chat["stop"] is JsonValue one ? new JsonArray(one.DeepClone()) : chat["stop"]?.DeepClone(),
            ["stream"] = (bool?)chat["stream"] ?? false,
            ["tool_choice"] = chat["tool_choice"]?.DeepClone() ?? "auto",
            ["parallel_tool_calls"] = (bool?)chat["parallel_tool_calls"] ?? true,
            ["schema"] = chat["response_format"]?["json_schema"]!["schema"]!.DeepClone(),
            ["tools"] = new JsonArray([.. (chat["tools"]?.AsArray() ?? []).Select(tool => Tool(tool!["function"]!))]),
        };
        foreach (var name in new[] { "model", "max_tokens", "temperature", "top_p", "reasoning_effort", "user" })
        {
            normal[name] = chat[name]?.DeepClone();
        }

        return normal;
    }

    private static bool IsSystem(JsonNode message) => (string)message["role"]! is "system" or "developer";

    private static JsonObject Tool(JsonNode function) =>
        new()
        {
            ["name"] = function["name"]!.DeepClone(),
            ["description"] = function["description"]?.DeepClone(),
            ["strict"] = function["strict"]?.DeepClone(),
            ["parameters"] =
                function["parameters"]?.DeepClone() ?? JsonNode.Parse("""{"type":"object","properties":{}}"""),
        };

    /// <summary>One for each change of who speaks, a tool being somebody.</summary>
    private static JsonArray Turns(IEnumerable<JsonNode> messages)
    {
        var turns = new JsonArray();
        foreach (var message in messages)
        {
            var role = (string)message["role"]!;
            if (role == "user" && turns.LastOrDefault() is { } last && (string)last["role"]! == "user")
            {
                Append(last["parts"]!.AsArray(), message);
                continue;
            }

            var turn = new JsonObject { ["role"] = role, ["id"] = message["tool_call_id"]?.DeepClone() };
            switch (role)
            {
                case "user":
                    Append((turn["parts"] = new JsonArray()).AsArray(), message);
                    break;
                case "tool":
                    turn["text"] = string.Join("\n\n", Texts(message));
                    break;
                default:
                    turn["text"] = string.Concat(Texts(message));
                    turn["calls"] = new JsonArray([.. (message["tool_calls"]?.AsArray() ?? []).Select(Call)]);
                    break;
            }

            turns.Add(turn);
        }

        return turns;
    }

    private static void Append(JsonArray parts, JsonNode message)
    {
        foreach (var part in Parts(message))
        {
            parts.Add(part.DeepClone());
        }
    }

    private static JsonNode? Call(JsonNode? call)
    {
        var normal = call!.DeepClone();
        normal["function"]!["arguments"] = JsonNode.Parse((string)normal["function"]!["arguments"]!);
        return normal;
    }

    private static IEnumerable<string> Texts(JsonNode message) => Parts(message).Select(part => (string)part["text"]!);

    private static IEnumerable<JsonNode> Parts(JsonNode message) =>
        message["content"] switch
        {
            null => [],
            JsonArray parts => parts.Select(part => part!),
            var text => [new JsonObject { ["type"] = "text", ["text"] = text.DeepClone() }],
        };
}
