using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>The messages. Those of the system that lead become the system prompt, later ones the user's text in place.</summary>
internal static class ChatHistory
{
    private static readonly FieldSet Fields = new(
        LostFromChat.MessageOthers,
        ["role", "content", "refusal", "tool_calls", "tool_call_id", "function_call"],
        LostFromChat.Name,
        LostFromChat.ReasoningContent,
        LostFromChat.Reasoning,
        LostFromChat.ReasoningDetails,
        LostFromChat.MessageAudio,
        LostFromChat.Annotations
    );

    public static void Write(Node request, Draft draft)
    {
        var field = request.Need("messages", "an array of messages");
        var messages = field.Items("an array of messages").Select(message => Read(message, draft.Losses)).ToList();
        var leading = messages.TakeWhile(message => message.Role == ChatRole.System).Count();

        // Somebody must have said something to answer to.
        leading = leading == messages.Count ? Math.Max(0, leading - 1) : leading;
        WriteSystem(messages.Take(leading), draft);
        draft.Json.WriteStartArray("messages"u8);
        var turns = new TurnWriter(draft);
        WriteTurns(messages[leading..], turns, draft);
        turns.Close();
        draft.Json.WriteEndArray();
        if (turns.IsEmpty)
        {
            throw new UntranslatableException(
                "messages hold nothing that was said; expected a message with content.",
                field.Place.ToString()
            );
        }
    }

    private static void WriteSystem(IEnumerable<ChatMessage> leading, Draft draft)
    {
        var texts = leading.SelectMany(message => ChatContent.Texts(message.Json, draft.Losses)).ToList();
        if (texts.Count == 0)
        {
            return;
        }

        draft.Json.WriteStartArray("system"u8);
        foreach (var text in texts)
        {
            draft.Json.WriteStartObject();
            draft.Json.WriteString("type"u8, "text"u8);
            draft.Copy("text", text);
            draft.Json.WriteEndObject();
        }

        draft.Json.WriteEndArray();
    }

    private static void WriteTurns(List<ChatMessage> messages, TurnWriter turns, Draft draft)
    {
        for (var start = 0; start < messages.Count; )
        {
            var end = start + 1;
            var isAssistant = messages[start].Role == ChatRole.Assistant;
            while (end < messages.Count && (messages[end].Role == ChatRole.Assistant) == isAssistant)
            {
                end++;
            }

            // Results of tools must come before whatever else the user says.
            var turn = messages[start..end];
            foreach (var message in turn.Where(message => message.Role == ChatRole.Tool))
            {
                ToolMessage.Write(message.Json, turns, draft);
            }

            foreach (var message in turn.Where(message => message.Role != ChatRole.Tool))
            {
                WriteMessage(message, turns, draft);
            }

            start = end;
        }
    }

    private static void WriteMessage(ChatMessage message, TurnWriter turns, Draft draft)
    {
        switch (message.Role)
        {
            case ChatRole.Assistant:
                AssistantMessage.Write(message.Json, turns, draft);
                break;
            case ChatRole.System:
                draft.Losses.Note(LostFromChat.Role);
                foreach (var text in ChatContent.Texts(message.Json, draft.Losses))
                {
                    turns.In("user");
                    turns.Text(text.Raw);
                }

                break;
            default:
                foreach (var part in ChatContent.Parts(message.Json, draft.Losses))
                {
                    ContentPart.Write(part, turns.In("user"), draft);
                }

                break;
        }
    }

    private static ChatMessage Read(Node message, Losses losses)
    {
        Fields.Note(message.Object(), losses);
        var role = message.NeedText("role");
        return new ChatMessage(
            role.Word() switch
            {
                "system" or "developer" => ChatRole.System,
                "user" => ChatRole.User,
                "assistant" => ChatRole.Assistant,
                "tool" => ChatRole.Tool,
                "function" => throw role.Wrong("tool", "Functions were replaced by tools, whose calls have ids."),
                _ => throw role.Wrong("system, developer, user, assistant or tool"),
            },
            message
        );
    }
}
