namespace Aimux.Silo.Wire.Answers;

/// <summary>Reads a stream of Anthropic's Messages.</summary>
internal sealed class MessagesEventReader : IEventReader
{
    private readonly MessagesBlocks _blocks = new();
    private readonly MessagesCounts _counts = new();
    private bool _begun;
    private bool _stopped;
    private bool _ended;

    public EventKind Read(ReadOnlySpan<byte> data, IAnswerSink sink)
    {
        if (_ended || data.Trim(" \t\r\n"u8).IsEmpty)
        {
            return EventKind.Silent;
        }

        var found = MessagesEvent.Of(data);
        if (found.IsFault)
        {
            return EventKind.Error;
        }

        if (found.Type.Is("message_stop"u8))
        {
            End(sink);
            return EventKind.End;
        }

        return Tell(found, sink) ? EventKind.Told : EventKind.Silent;
    }

    public bool Close(IAnswerSink sink)
    {
        if (_stopped && !_ended)
        {
            End(sink);
        }

        return _ended;
    }

    private bool Tell(MessagesEvent found, IAnswerSink sink)
    {
        if (found.Type.Is("content_block_delta"u8))
        {
            Begin(sink);
            return _blocks.Continue(found.Index, found.Delta, sink);
        }

        if (found.Type.Is("content_block_start"u8))
        {
            Begin(sink);
            return _blocks.Start(found.Index, found.Block, sink);
        }

        if (found.Type.Is("content_block_stop"u8))
        {
            return _blocks.Stop(found.Index, sink);
        }

        return found.Type.Is("message_start"u8)
            ? TellStart(found.Message, sink)
            : found.Type.Is("message_delta"u8) && TellStop(found, sink);
    }

    private bool TellStart(JsonSlice message, IAnswerSink sink)
    {
        JsonSlice id = default,
            model = default,
            usage = default;
        var members = new JsonMembers(message);
        while (members.Next())
        {
            if (members.Is("id"u8))
            {
                id = members.Take();
            }
            else if (members.Is("model"u8))
            {
                model = members.Take();
            }
            else if (members.Is("usage"u8))
            {
                usage = members.Take();
            }
        }

        var told = !_begun;
        if (told)
        {
            _begun = true;
            sink.Begin(id.Text, model.Text);
        }

        return TellUsage(usage, final: false, sink) | told;
    }

    private bool TellStop(MessagesEvent found, IAnswerSink sink)
    {
        Begin(sink);
        var told = _blocks.StopAll(sink);
        told |= TellUsage(found.Usage, final: true, sink);
        var stop = MessagesStop.Of(found.Delta);
        if (!stop.Reason.IsEmpty)
        {
            _stopped = true;
            stop.Tell(sink);
            told = true;
        }

        return told;
    }

    private bool TellUsage(JsonSlice usage, bool final, IAnswerSink sink)
    {
        if (_counts.Read(usage, final) is not { } counts)
        {
            return false;
        }

        sink.Usage(counts);
        return true;
    }

    private void Begin(IAnswerSink sink)
    {
        if (!_begun)
        {
            _begun = true;
            sink.Begin(default, default);
        }
    }

    private void End(IAnswerSink sink)
    {
        Begin(sink);
        _blocks.StopAll(sink);
        _ended = true;
        sink.End();
    }
}
