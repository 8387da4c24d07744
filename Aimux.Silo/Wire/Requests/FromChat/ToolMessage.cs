using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>What a tool said, as a block of the user's message.</summary>
internal static class ToolMessage
{
    public static void Write(Node message, TurnWriter turns, Draft draft)
    {
        var call = message.NeedText("tool_call_id");
        var parts = ChatContent.Parts(message, draft.Losses).ToList();
        var json = turns.In("user");
        json.WriteStartObject();
        json.WriteString("type"u8, "tool_result"u8);
        ToolId.Write("tool_use_id", call, draft);
        if (parts.Count > 0)
        {
            WriteContent(parts, draft);
        }

        json.WriteEndObject();
    }

    private static void WriteContent(List<Node> parts, Draft draft)
    {
        if (parts.Count == 1 && parts[0].Kind == System.Text.Json.JsonValueKind.String)
        {
            draft.Copy("content", parts[0]);
            return;
        }

        draft.Json.WriteStartArray("content"u8);
        foreach (var part in parts)
        {
            ContentPart.Write(part, draft.Json, draft);
        }

        draft.Json.WriteEndArray();
    }
}
