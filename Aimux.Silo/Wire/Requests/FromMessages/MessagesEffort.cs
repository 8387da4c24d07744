using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromMessages;

/// <summary>How hard the model is to think: <c>thinking</c> and <c>output_config.effort</c> as <c>reasoning_effort</c>.</summary>
internal static class MessagesEffort
{
    // Callers think "a little" with 4,000 tokens and "hard" with 32,000.
    private const double MostOfLow = 4_096;
    private const double MostOfMedium = 16_384;

    public static void Write(Node request, Draft draft)
    {
        var thinking = request.Field("thinking")?.Object();
        if (thinking?.Field("display") is not null)
        {
            draft.Losses.Note(LostFromMessages.ThinkingDisplay);
        }

        var budget = OfThinking(thinking, draft.Losses);
        if (request.Field("output_config")?.Object().Field("effort")?.Text() is { } effort)
        {
            WriteEffort(effort, draft);
        }
        else if (budget is not null)
        {
            draft.Json.WriteString("reasoning_effort"u8, budget);
        }
    }

    private static void WriteEffort(Node effort, Draft draft)
    {
        // The highest that chat completions know.
        if (effort.Is("max"))
        {
            draft.Json.WriteString("reasoning_effort"u8, "xhigh"u8);
        }
        else
        {
            draft.Copy("reasoning_effort", effort);
        }
    }

    private static string? OfThinking(Node? thinking, Losses losses)
    {
        if (thinking?.NeedText("type") is not { } type)
        {
            return null;
        }

        switch (type.Word())
        {
            case "enabled":
                return thinking.Value.Field("budget_tokens")?.Value() switch
                {
                    null => null,
                    <= MostOfLow => "low",
                    <= MostOfMedium => "medium",
                    _ => "high",
                };
            case "adaptive":
                // The model decides, as it does when nothing is said.
                return null;
            case "disabled":
                // Most models that think refuse an effort of "none", and a refusal is worse than a thought.
                losses.Note(LostFromMessages.Thinking);
                return null;
            default:
                throw type.Wrong("enabled, adaptive or disabled");
        }
    }
}
