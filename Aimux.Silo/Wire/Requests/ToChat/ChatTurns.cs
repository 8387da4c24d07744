using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.ToChat;

/// <summary>The messages of a chat as they are put together, one turn at a time.</summary>
internal sealed class ChatTurns(Draft draft)
{
    /// <summary>What the user says in the present turn.</summary>
    public ChatParts User { get; } = new();

    /// <summary>What the assistant says in the present turn.</summary>
    public ChatAssistant Assistant { get; } = new();

    /// <summary>A text to put together; nobody keeps it from one use to the next.</summary>
    public JsonText Scratch { get; } = new();

    /// <summary>Writes a message of text, a JSON string with its quotes.</summary>
    public void Message(ReadOnlySpan<byte> role, ReadOnlySpan<byte> text)
    {
        draft.Json.WriteStartObject();
        draft.Json.WriteString("role"u8, role);
        draft.Raw("content", text);
        draft.Json.WriteEndObject();
    }

    /// <summary>Writes what a tool said. Files go to the user's turn: a tool's message holds text alone.</summary>
    /// <param name="call">The id of the call, a JSON string with its quotes.</param>
    /// <param name="text">What it said.</param>
    /// <param name="hasFiles">Whether it also gave files.</param>
    public void ToolResult(ReadOnlySpan<byte> call, JsonText text, bool hasFiles)
    {
        if (text.IsEmpty && hasFiles)
        {
            text.Add("The result is in the next message."u8);
        }

        draft.Json.WriteStartObject();
        draft.Json.WriteString("role"u8, "tool"u8);
        draft.Raw("tool_call_id", call);
        draft.Raw("content", text.Close());
        draft.Json.WriteEndObject();
    }

    /// <summary>Writes the user's turn if anything was said in it.</summary>
    public void EndUser()
    {
        if (!User.IsEmpty)
        {
            draft.Json.WriteStartObject();
            draft.Json.WriteString("role"u8, "user"u8);
            User.WriteTo(draft);
            draft.Json.WriteEndObject();
        }

        User.Clear();
    }

    /// <summary>Writes the assistant's turn if anything was said in it.</summary>
    public void EndAssistant()
    {
        if (!Assistant.IsEmpty)
        {
            Assistant.WriteTo(draft);
        }

        Assistant.Clear();
    }
}
