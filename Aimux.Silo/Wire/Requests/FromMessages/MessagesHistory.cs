using System.Text.Json;
using Aimux.Silo.Wire.Requests.Json;
using Aimux.Silo.Wire.Requests.ToChat;

namespace Aimux.Silo.Wire.Requests.FromMessages;

/// <summary>The system prompt and the messages.</summary>
internal static class MessagesHistory
{
    private static readonly FieldSet SystemFields = new(
        LostFromMessages.SystemOthers,
        ["type", "text"],
        LostFromMessages.SystemCacheControl,
        LostFromMessages.SystemCitations
    );

    private static readonly FieldSet Fields = new(LostFromMessages.MessageOthers, ["role", "content"]);

    public static void Write(Node request, Draft draft)
    {
        var turns = new ChatTurns(draft);
        draft.Json.WriteStartArray("messages"u8);
        if (request.Field("system") is { } system)
        {
            WriteSystem(system, turns, draft);
        }

        foreach (var message in request.Need("messages", "an array of messages").Items("an array of messages"))
        {
            Fields.Note(message.Object(), draft.Losses);
            WriteMessage(message, turns, draft);
        }

        draft.Json.WriteEndArray();
    }

    private static void WriteMessage(Node message, ChatTurns turns, Draft draft)
    {
        var role = message.NeedText("role");
        var content = message.Need("content", "a string or an array of content blocks");
        switch (role.Word())
        {
            case "user":
                UserTurn.Write(content, turns, draft);
                break;
            case "assistant":
                AssistantTurn.Write(content, turns, draft);
                break;
            case "system":
                WriteSystem(content, turns, draft);
                break;
            default:
                throw role.Wrong("user or assistant");
        }
    }

    /// <summary>Its blocks become paragraphs of one text: some providers take nothing else.</summary>
    private static void WriteSystem(Node system, ChatTurns turns, Draft draft)
    {
        var text = turns.Scratch.Clear();
        if (system.Kind == JsonValueKind.String)
        {
            text.Add(system.Inner);
        }
        else
        {
            foreach (var block in system.Items("a string or an array of text blocks"))
            {
                SystemFields.Note(block.Object(), draft.Losses);
                var type = block.NeedText("type");
                text.AddParagraph(type.Is("text") ? block.NeedText("text").Inner : throw type.Wrong("text"));
            }
        }

        if (!text.IsEmpty)
        {
            turns.Message("system"u8, text.Close());
        }
    }
}
