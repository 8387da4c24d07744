using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;
using Aimux.Silo.Wire.Requests.ToChat;

namespace Aimux.Silo.Wire.Requests.FromMessages;

/// <summary>An assistant's message: text, thoughts and calls are one message of a chat.</summary>
internal static class AssistantTurn
{
    public static void Write(Node content, ChatTurns turns, Draft draft)
    {
        if (content.Kind == JsonValueKind.String)
        {
            turns.Message("assistant"u8, content.Raw);
            return;
        }

        var hasBlocks = false;
        var previous = "";
        foreach (var block in content.Items("a string or an array of content blocks"))
        {
            hasBlocks = true;
            var kind = BlockFields.Kind(block, draft.Losses);
            Read(block, kind, previous, turns, draft.Losses);
            previous = kind;
        }

        if (!hasBlocks)
        {
            turns.Message("assistant"u8, "\"\""u8);
        }

        turns.EndAssistant();
    }

    private static void Read(Node block, string kind, string previous, ChatTurns turns, Losses losses)
    {
        var assistant = turns.Assistant;
        switch (kind)
        {
            // Texts side by side are one text, cut where its citations change.
            case "text" when previous == "text":
                assistant.Text.Add(block.NeedText("text").Inner);
                break;
            case "text":
                assistant.Text.AddParagraph(block.NeedText("text").Inner);
                break;
            case "compaction":
                // It stands for all that came before it.
                assistant.Text.AddParagraph(block.Field("content") is { } summary ? summary.Text().Inner : []);
                break;
            case "thinking":
                ReadThought(block, assistant, losses);
                break;
            case "redacted_thinking":
                losses.Note(LostFromMessages.RedactedThinking);
                break;
            case "tool_use":
                ReadCall(block, turns);
                break;
            default:
                if (!BlockFields.IsServerTool(kind))
                {
                    throw block.NeedText("type").Wrong("text, thinking, redacted_thinking or tool_use");
                }

                break;
        }
    }

    private static void ReadThought(Node block, ChatAssistant assistant, Losses losses)
    {
        if (block.Field("signature") is { } signature && !signature.AsksNothing())
        {
            losses.Note(LostFromMessages.Signature);
        }

        assistant.Thoughts.AddParagraph(block.NeedText("thinking").Inner);
    }

    private static void ReadCall(Node block, ChatTurns turns)
    {
        var arguments = turns.Scratch.Clear();
        arguments.AddJson(block.Field("input") is { } input ? input.Object().Raw : "{}"u8);
        turns.Assistant.Call(block.NeedText("id").Raw, block.NeedText("name").Raw, arguments.Close());
    }
}
