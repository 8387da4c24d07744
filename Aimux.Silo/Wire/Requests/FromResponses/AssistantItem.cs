using Aimux.Silo.Wire.Requests.Json;
using Aimux.Silo.Wire.Requests.ToChat;

namespace Aimux.Silo.Wire.Requests.FromResponses;

/// <summary>An item of the assistant's turn.</summary>
internal static class AssistantItem
{
    public static void Read(InputItem item, ChatTurns turns, Losses losses)
    {
        var json = item.Json;
        switch (item.Type)
        {
            case "message":
                var content = json.Need("content", "a string or an array of parts");
                InputPart.Texts(content, turns.Assistant.Text, losses);
                break;
            case "reasoning":
                ReadThoughts(json, turns.Assistant.Thoughts, losses);
                break;
            case "function_call":
                var arguments = json.Field("arguments") is { } given ? given.Text().Raw : "\"{}\""u8;
                turns.Assistant.Call(json.NeedText("call_id").Raw, ToolName.Of(json), arguments);
                break;
            case "custom_tool_call":
                var input = turns
                    .Scratch.Clear()
                    .Add("{\\\"input\\\":"u8)
                    .AddJson(json.NeedText("input").Raw)
                    .Add("}"u8);
                turns.Assistant.Call(json.NeedText("call_id").Raw, ToolName.Of(json), input.Close());
                break;
            case "apply_patch_call":
                ReadBuiltIn(json, "\"apply_patch\""u8, "operation", turns);
                break;
            case "shell_call":
                ReadBuiltIn(json, "\"shell\""u8, "action", turns);
                break;
            default:
                ReadBuiltIn(json, "\"local_shell\""u8, "action", turns);
                break;
        }
    }

    /// <summary>A tool that the caller runs and the provider describes: its call is one of a function of its name.</summary>
    private static void ReadBuiltIn(Node item, ReadOnlySpan<byte> name, string field, ChatTurns turns)
    {
        var arguments = turns.Scratch.Clear().AddJson(item.Need(field, "an object").Object().Raw);
        turns.Assistant.Call(OutputItem.CallId(item).Raw, name, arguments.Close());
    }

    /// <summary>The thoughts themselves if they are there, else their summary.</summary>
    private static void ReadThoughts(Node item, JsonText thoughts, Losses losses)
    {
        if (item.Field("encrypted_content") is not null)
        {
            losses.Note(LostFromResponses.EncryptedContent);
        }

        var texts = item.Field("content") is { } content && !content.AsksNothing() ? content : item.Field("summary");
        if (texts is not { } said)
        {
            return;
        }

        foreach (var text in said.Items("an array of texts"))
        {
            thoughts.AddParagraph(text.Object().NeedText("text").Inner);
        }
    }
}
