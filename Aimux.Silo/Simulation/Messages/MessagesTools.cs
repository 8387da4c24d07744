using System.Text.Json;
using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation.Messages;

/// <summary>Decides which tools a Messages answer calls.</summary>
internal static class MessagesTools
{
    /// <summary>The calls, or null if the answer is text.</summary>
    public static ToolCall[]? Plan(JsonElement request, string id)
    {
        var offers = Offers(request);
        var turns = request.GetProperty("messages");
        var choice = request.TryGetProperty("tool_choice", out var given) ? given : default;
        var kind = Turns.Member(choice, "type") ?? "auto";
        if (kind is not ("auto" or "any" or "tool" or "none"))
        {
            throw new RequestRefusedException(
                WireError.Invalid("tool_choice: Input should be of type 'auto', 'any', 'tool' or 'none'", "tool_choice")
            );
        }

        // A result answered means text, unless a call is demanded.
        var wanted = kind is "any" or "tool" || (kind == "auto" && !BringsResult(turns[turns.GetArrayLength() - 1]));
        if (offers.Count == 0 || !wanted)
        {
            return null;
        }

        return new ToolChoice
        {
            Offers = offers,
            Asked = Turns.LastUserText(turns),
            Forced = kind == "tool" ? ToolOffer.NameOf(choice) : null,
            Alone =
                choice.ValueKind == JsonValueKind.Object
                && choice.TryGetProperty("disable_parallel_tool_use", out var alone)
                && alone.ValueKind == JsonValueKind.True,
        }.Call("toolu_" + id);
    }

    private static List<ToolOffer> Offers(JsonElement request)
    {
        var offers = new List<ToolOffer>();
        if (request.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array)
        {
            foreach (var tool in tools.EnumerateArray())
            {
                // Tools of the server have a type of their own and no schema: they are not the client's to run.
                if (ToolOffer.Of(tool, "input_schema") is { } offer && Turns.Member(tool, "type") is (null or "custom"))
                {
                    offers.Add(offer);
                }
            }
        }

        return offers;
    }

    private static bool BringsResult(JsonElement turn) =>
        turn.TryGetProperty("content", out var content)
        && content.ValueKind == JsonValueKind.Array
        && content.EnumerateArray().Any(block => Turns.Member(block, "type") == "tool_result");
}
