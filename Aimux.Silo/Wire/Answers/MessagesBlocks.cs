using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Tells what the content blocks of a Messages answer say, whether they come whole or in pieces.</summary>
internal sealed class MessagesBlocks
{
    private readonly List<MessagesCall> _calls = [];
    private readonly ArrayBufferWriter<byte> _escaped = new();

    /// <summary>A block begins, or is whole.</summary>
    /// <returns>Whether there was anything to tell.</returns>
    public bool Start(int index, JsonSlice block, IAnswerSink sink)
    {
        JsonSlice type = default,
            id = default,
            name = default,
            input = default,
            said = default,
            signature = default;
        var members = new JsonMembers(block);
        while (members.Next())
        {
            if (members.Is("type"u8))
            {
                type = members.Take();
            }
            else if (members.Is("text"u8) || members.Is("thinking"u8) || members.Is("data"u8))
            {
                said = members.Take();
            }
            else if (members.Is("signature"u8))
            {
                signature = members.Take();
            }
            else if (members.Is("id"u8))
            {
                id = members.Take();
            }
            else if (members.Is("name"u8))
            {
                name = members.Take();
            }
            else if (members.Is("input"u8))
            {
                input = members.Take();
            }
        }

        if (type.Is("tool_use"u8))
        {
            StartCall(index, id.Text, name.Text, input, sink);
            return true;
        }

        return TellWhole(type, said.Text, sink) | Telling.Signature(signature.Text, sink);
    }

    /// <summary>A piece of a block.</summary>
    /// <returns>Whether there was anything to tell.</returns>
    public bool Continue(int index, JsonSlice delta, IAnswerSink sink)
    {
        var told = false;
        var members = new JsonMembers(delta);
        while (members.Next())
        {
            if (members.Is("text"u8))
            {
                told |= Telling.Text(members.Take().Text, sink);
            }
            else if (members.Is("thinking"u8))
            {
                told |= Telling.Thought(members.Take().Text, sink);
            }
            else if (members.Is("signature"u8))
            {
                told |= Telling.Signature(members.Take().Text, sink);
            }
            else if (members.Is("partial_json"u8))
            {
                told |= TellArguments(index, members.Take().Text, sink);
            }
        }

        return told;
    }

    /// <summary>A block has ended: what it said at its start is what it says, if no pieces followed.</summary>
    public bool Stop(int index, IAnswerSink sink) => Find(index) is { } call && TellInput(call, sink);

    /// <summary>All blocks have ended.</summary>
    public bool StopAll(IAnswerSink sink)
    {
        var told = false;
        foreach (var call in _calls)
        {
            told |= TellInput(call, sink);
        }

        return told;
    }

    private void StartCall(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name, JsonSlice input, IAnswerSink sink)
    {
        var call = new MessagesCall(index, _calls.Count);
        _calls.Add(call);
        sink.ToolCall(call.Number, id, name);
        if (input.IsText)
        {
            call.Input.Add(input.Text);
        }
        else if (input.IsSomething)
        {
            _escaped.ResetWrittenCount();
            JsonText.Escape(input.Raw, _escaped);
            call.Input.Add(_escaped.WrittenSpan);
        }
    }

    private static bool TellWhole(JsonSlice type, ReadOnlySpan<byte> said, IAnswerSink sink)
    {
        if (type.Is("redacted_thinking"u8))
        {
            sink.HiddenThought(said);
            return true;
        }

        // Blocks of the provider's own tools say nothing that another protocol holds.
        return type.Is("thinking"u8) ? Telling.Thought(said, sink) : type.Is("text"u8) && Telling.Text(said, sink);
    }

    private bool TellArguments(int index, ReadOnlySpan<byte> piece, IAnswerSink sink)
    {
        if (piece.IsEmpty || Find(index) is not { } call)
        {
            return false;
        }

        call.Input.Clear();
        sink.ToolArguments(call.Number, piece);
        return true;
    }

    private static bool TellInput(MessagesCall call, IAnswerSink sink)
    {
        if (call.Input.IsEmpty)
        {
            return false;
        }

        sink.ToolArguments(call.Number, call.Input.Span);
        call.Input.Clear();
        return true;
    }

    private MessagesCall? Find(int index)
    {
        for (var i = _calls.Count - 1; i >= 0; i--)
        {
            if (_calls[i].Index == index)
            {
                return _calls[i];
            }
        }

        return null;
    }
}
