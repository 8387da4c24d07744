using System.Buffers;
using Aimux.Silo.Wire.Requests.Json;

namespace Aimux.Silo.Wire.Requests.ToChat;

/// <summary>An assistant's turn, which is one message whatever it was told in.</summary>
internal sealed class ChatAssistant
{
    private readonly ArrayBufferWriter<byte> _calls = new();

    public JsonText Text { get; } = new();

    public JsonText Thoughts { get; } = new();

    public bool IsEmpty => Text.IsEmpty && Thoughts.IsEmpty && _calls.WrittenCount == 0;

    public void Clear()
    {
        Text.Clear();
        Thoughts.Clear();
        _calls.ResetWrittenCount();
    }

    /// <summary>Adds a call. All three are JSON strings with their quotes; the arguments hold JSON.</summary>
    public void Call(ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, ReadOnlySpan<byte> arguments)
    {
        _calls.Write(_calls.WrittenCount == 0 ? "[{\"id\":"u8 : ",{\"id\":"u8);
        _calls.Write(id);
        _calls.Write(",\"type\":\"function\",\"function\":{\"name\":"u8);
        _calls.Write(name);
        _calls.Write(",\"arguments\":"u8);
        _calls.Write(arguments);
        _calls.Write("}}"u8);
    }

    public void WriteTo(Draft draft)
    {
        draft.Json.WriteStartObject();
        draft.Json.WriteString("role"u8, "assistant"u8);
        if (Text.IsEmpty && _calls.WrittenCount > 0)
        {
            draft.Json.WriteNull("content"u8);
        }
        else
        {
            draft.Raw("content", Text.Close());
        }

        if (!Thoughts.IsEmpty)
        {
            draft.Raw("reasoning_content", Thoughts.Close());
        }

        if (_calls.WrittenCount > 0)
        {
            _calls.Write("]"u8);
            draft.Raw("tool_calls", _calls.WrittenSpan);
        }

        draft.Json.WriteEndObject();
    }
}
