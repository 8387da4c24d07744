using System.Text.Json.Nodes;

namespace Aimux.Tests.Translation;

/// <summary>What an agent asks in chat, turn after turn: thirty tools, and a context that grows by half a kilobyte a turn.</summary>
internal static class LongConversation
{
    private const int Tools = 30;

    /// <param name="turns">How many calls of tools went before.</param>
    public static JsonObject At(int turns)
    {
        var messages = new JsonArray
        {
            Said("system", "You mend programs. " + new string('s', 2_000)),
            Said("user", "Mend it – bitte, 请 👋."),
        };
        for (var turn = 0; turn < turns; turn++)
        {
            messages.Add(
                new JsonObject
                {
                    ["role"] = "assistant",
                    ["content"] = turn % 3 == 0 ? null : $"Step {turn}: \"look\" \\ at it.\n",
                    ["tool_calls"] = new JsonArray([
                        .. Enumerable.Range(0, CallsOf(turn)).Select(call => (JsonNode)Call(turn, call)),
                    ]),
                }
            );
            for (var call = 0; call < CallsOf(turn); call++)
            {
                messages.Add(
                    new JsonObject
                    {
                        ["role"] = "tool",
                        ["tool_call_id"] = $"call_{turn}_{call}",
                        ["content"] = $"line {turn} – 漢字 {new string('r', 240)}",
                    }
                );
            }

            if (turn % 10 == 9)
            {
                messages.Add(Said("user", $"Go on, {turn}."));
            }
        }

        return new JsonObject
        {
            ["model"] = "demo",
            ["max_tokens"] = 4_000,
            ["stream"] = true,
            ["temperature"] = 0.25,
            ["tools"] = new JsonArray([.. Enumerable.Range(0, Tools).Select(Tool)]),
            ["messages"] = messages,
        };
    }

    private static int CallsOf(int turn) => turn % 5 == 0 ? 2 : 1;

    private static JsonObject Said(string role, string content) => new() { ["role"] = role, ["content"] = content };

    private static JsonObject Call(int turn, int call) =>
        new()
        {
            ["id"] = $"call_{turn}_{call}",
            ["type"] = "function",
            ["function"] = new JsonObject
            {
                ["name"] = $"tool_{(turn + call) % Tools}",
                ["arguments"] = new JsonObject { ["path"] = $"src/ä {turn}.cs", ["line"] = turn }.ToJsonString(),
            },
        };

    private static JsonNode Tool(int number) =>
        new JsonObject
        {
            ["type"] = "function",
            ["function"] = new JsonObject
            {
                ["name"] = $"tool_{number}",
                ["description"] = $"Tool \"{number}\". " + new string('d', 200),
                ["parameters"] = JsonNode.Parse(
                    """{"type":"object","properties":{"path":{"type":"string"},"line":{"type":"integer","minimum":0}},"required":["path"],"additionalProperties":false}"""
                ),
            },
        };
}
