using System.Text.Json;

namespace Aimux.Silo.Simulation.Tools;

/// <summary>Decides which tools a chat answer calls: those the last user message names, else the first.</summary>
internal static class ToolCallPlanner
{
    /// <summary>The calls, or null if the answer is text.</summary>
    public static ToolCall[]? Plan(JsonElement request, string id)
    {
        var offers = Offers(request);
        var messages = request.GetProperty("messages");
        if (offers.Count == 0 || Turns.RoleOf(messages[messages.GetArrayLength() - 1]) == "tool")
        {
            return null;
        }

        var choice = request.TryGetProperty("tool_choice", out var given) ? given : default;
        if (choice.ValueKind == JsonValueKind.String && choice.ValueEquals("none"u8))
        {
            return null;
        }

        return new ToolChoice
        {
            Offers = offers,
            Asked = Turns.LastUserText(messages),
            Forced = choice.ValueKind == JsonValueKind.Object ? ForcedName(choice) : null,
            Alone =
                request.TryGetProperty("parallel_tool_calls", out var parallel)
                && parallel.ValueKind == JsonValueKind.False,
        }.Call("call_" + id);
    }

    private static string ForcedName(JsonElement choice) =>
        choice.TryGetProperty("function", out var function) ? ToolOffer.NameOf(function) : "";

    private static List<ToolOffer> Offers(JsonElement request)
    {
        var offers = new List<ToolOffer>();
        if (request.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array)
        {
            foreach (var tool in tools.EnumerateArray())
            {
                if (
                    tool.ValueKind == JsonValueKind.Object
                    && tool.TryGetProperty("function", out var function)
                    && ToolOffer.Of(function, "parameters") is { } offer
                )
                {
                    offers.Add(offer);
                }
            }
        }

        return offers;
    }
}
