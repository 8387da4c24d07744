using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;
using Aimux.Silo.Wire.Requests.ToChat;

namespace Aimux.Silo.Wire.Requests.FromMessages;

/// <summary>A user's message: first what tools said, then what the user said.</summary>
internal static class UserTurn
{
    public static void Write(Node content, ChatTurns turns, Draft draft)
    {
        if (content.Kind == JsonValueKind.String)
        {
            turns.Message("user"u8, content.Raw);
            return;
        }

        var blocks = content.Items("a string or an array of content blocks").ToList();
        var rest = new List<(Node Block, string Kind)>();
        foreach (var block in blocks)
        {
            var kind = BlockFields.Kind(block, draft.Losses);
            if (kind == "tool_result")
            {
                ToolResult.Write(block, turns, draft);
            }
            else if (!BlockFields.IsServerTool(kind))
            {
                rest.Add((block, kind));
            }
        }

        foreach (var (block, kind) in rest)
        {
            ContentBlock.Read(block, kind, new BlockTarget(turns, Text: null), draft.Losses);
        }

        if (blocks.Count == 0)
        {
            turns.User.Text("\"\""u8);
        }

        turns.EndUser();
    }
}
