using System.Text.Json;
using Aimux.Silo.Simulation.Tools;

namespace Aimux.Silo.Simulation.Responses;

/// <summary>Decides which functions a Responses answer calls.</summary>
internal static class ResponsesTools
{
    /// <summary>The calls, or null if the answer is text.</summary>
    public static ToolCall[]? Plan(JsonElement request, string id)
    {
        var offers = Offers(request);
        var input = request.GetProperty("input");
        var choice = request.TryGetProperty("tool_choice", out var given) ? given : default;
        var kind = choice.ValueKind == JsonValueKind.String ? choice.GetString() : "auto";
        var forced = choice.ValueKind == JsonValueKind.Object ? ToolOffer.NameOf(choice) : null;
        if (offers.Count == 0 || kind == "none" || (kind == "auto" && forced is null && BringsResult(input)))
        {
            return null;
        }

        return new ToolChoice
        {
            Offers = offers,
            Asked = input.ValueKind == JsonValueKind.Array ? Turns.LastUserText(input) : input.GetString()!,
            Forced = forced,
            Alone =
                request.TryGetProperty("parallel_tool_calls", out var parallel)
                && parallel.ValueKind == JsonValueKind.False,
        }.Call("call_" + id);
    }

    private static List<ToolOffer> Offers(JsonElement request)
    {
        var offers = new List<ToolOffer>();
        if (request.TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array)
        {
            foreach (var tool in tools.EnumerateArray())
            {
                if (Turns.Member(tool, "type") == "function" && ToolOffer.Of(tool, "parameters") is { } offer)
                {
                    offers.Add(offer);
                }
            }
        }

        return offers;
    }

    private static bool BringsResult(JsonElement input) =>
        input.ValueKind == JsonValueKind.Array
        && input.GetArrayLength() > 0
        && Turns.Member(input[input.GetArrayLength() - 1], "type") == "function_call_output";
}
