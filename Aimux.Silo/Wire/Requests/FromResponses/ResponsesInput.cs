using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;
using Aimux.Silo.Wire.Requests.ToChat;

namespace Aimux.Silo.Wire.Requests.FromResponses;

/// <summary>The instructions and the input.</summary>
internal static class ResponsesInput
{
    private const string Expected = "a string or an array of items";

    public static void Write(Node request, Draft draft)
    {
        var turns = new ChatTurns(draft);
        draft.Json.WriteStartArray("messages"u8);
        if (request.Field("instructions")?.Text() is { } instructions && !instructions.AsksNothing())
        {
            turns.Message("system"u8, instructions.Raw);
        }

        var input = request.Need("input", Expected);
        if (input.Kind == JsonValueKind.String)
        {
            turns.Message("user"u8, input.Raw);
        }
        else
        {
            var items = input.Items(Expected).Select(item => InputItem.Read(item, draft.Losses));
            WriteItems([.. items.Where(item => item.Kind is not (ItemKind.Lost or ItemKind.Tools))], turns, draft);
        }

        draft.Json.WriteEndArray();
    }

    private static void WriteItems(List<InputItem> items, ChatTurns turns, Draft draft)
    {
        for (var start = 0; start < items.Count; )
        {
            var end = start + 1;
            var isAssistant = items[start].Kind == ItemKind.Assistant;
            while (end < items.Count && (items[end].Kind == ItemKind.Assistant) == isAssistant)
            {
                end++;
            }

            var turn = items[start..end];
            if (isAssistant)
            {
                WriteAssistant(turn, turns, draft);
            }
            else
            {
                WriteOthers(turn, turns, draft);
            }

            start = end;
        }
    }

    private static void WriteAssistant(List<InputItem> turn, ChatTurns turns, Draft draft)
    {
        foreach (var item in turn)
        {
            AssistantItem.Read(item, turns, draft.Losses);
        }

        turns.EndAssistant();
    }

    /// <summary>Outputs come first: in a chat nothing may stand between a call and what the tool said.</summary>
    private static void WriteOthers(List<InputItem> turn, ChatTurns turns, Draft draft)
    {
        foreach (var item in turn.Where(item => item.Kind == ItemKind.Output))
        {
            OutputItem.Write(item, turns, draft.Losses);
        }

        turns.EndUser();
        foreach (var item in turn.Where(item => item.Kind == ItemKind.Message))
        {
            WriteMessage(item.Json, turns, draft);
        }
    }

    private static void WriteMessage(Node message, ChatTurns turns, Draft draft)
    {
        var role = message.NeedText("role");
        var content = message.Need("content", "a string or an array of parts");
        switch (role.Word())
        {
            case "user" when content.Kind == JsonValueKind.String:
                turns.Message("user"u8, content.Raw);
                break;
            case "user":
                InputPart.Read(content, turns.User, text: null, draft.Losses);
                turns.EndUser();
                break;
            case "system" or "developer":
                // Every provider knows the system; few know developers.
                var text = InputPart.Texts(content, turns.Scratch.Clear(), draft.Losses);
                if (!text.IsEmpty)
                {
                    turns.Message("system"u8, text.Close());
                }

                break;
            default:
                throw role.Wrong("user, assistant, system or developer");
        }
    }
}
