using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;
using Aimux.Silo.Wire.Requests.ToChat;

namespace Aimux.Silo.Wire.Requests.FromMessages;

/// <summary>What a tool said, which is a message of its own in a chat.</summary>
internal static class ToolResult
{
    public static void Write(Node block, ChatTurns turns, Draft draft)
    {
        var call = block.NeedText("tool_use_id");
        var text = new JsonText();
        if (block.Flag("is_error"))
        {
            text.Add("Error: "u8);
        }

        var hasFiles = false;
        if (block.Field("content") is { } content)
        {
            hasFiles = ReadContent(content, turns, text, draft.Losses);
        }

        turns.ToolResult(call.Raw, text, hasFiles);
    }

    private static bool ReadContent(Node content, ChatTurns turns, JsonText text, Losses losses)
    {
        if (content.Kind == JsonValueKind.String)
        {
            text.Add(content.Inner);
            return false;
        }

        var said = new JsonText();
        var hasFiles = false;
        foreach (var part in content.Items("a string or an array of content blocks"))
        {
            var kind = BlockFields.Kind(part, losses);
            hasFiles |= kind is "image" or "document";
            if (!BlockFields.IsServerTool(kind))
            {
                ContentBlock.Read(part, kind, new BlockTarget(turns, said), losses);
            }
        }

        text.Add(said.Close()[1..^1]);
        return hasFiles;
    }
}
