using System.Text.Json;

namespace Aimux.Silo.Wire.Requests.FromChat;

/// <summary>
/// Messages that open with their first block, so that none is empty and two of one role in a row are one: both are
/// refused.
/// </summary>
internal sealed class TurnWriter(Draft draft)
{
    private string? _role;

    public bool IsEmpty => _role is null;

    /// <summary>Makes sure that the next block is in a message of this role.</summary>
    public Utf8JsonWriter In(string role)
    {
        if (_role == role)
        {
            return draft.Json;
        }

        // A conversation must begin with the user.
        if (_role is null && role == "assistant")
        {
            Open("user");
            Text("\"...\""u8);
        }

        Close();
        Open(role);
        return draft.Json;
    }

    /// <summary>Writes a text in the present message, a JSON string with its quotes.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        draft.Json.WriteStartObject();
        draft.Json.WriteString("type"u8, "text"u8);
        draft.Raw("text", text);
        draft.Json.WriteEndObject();
    }

    public void Close()
    {
        if (_role is not null)
        {
            draft.Json.WriteEndArray();
            draft.Json.WriteEndObject();
        }
    }

    private void Open(string role)
    {
        _role = role;
        draft.Json.WriteStartObject();
        draft.Json.WriteString("role"u8, role);
        draft.Json.WriteStartArray("content"u8);
    }
}
