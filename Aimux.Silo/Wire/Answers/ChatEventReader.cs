namespace Aimux.Silo.Wire.Answers;

/// <summary>Reads a stream of OpenAI's chat completions.</summary>
internal sealed class ChatEventReader : IEventReader
{
    private readonly ChatSpeech _speech = new();
    private bool _begun;
    private bool _spoke;
    private bool _finished;
    private bool _ended;

    public EventKind Read(ReadOnlySpan<byte> data, IAnswerSink sink)
    {
        data = data.Trim(" \t\r\n"u8);
        if (_ended || data.IsEmpty)
        {
            return EventKind.Silent;
        }

        if (data.SequenceEqual("[DONE]"u8))
        {
            End(sink);
            return EventKind.End;
        }

        var chunk = ChatChunk.Of(data);
        if (chunk.IsFault)
        {
            return EventKind.Error;
        }

        return Tell(chunk, sink) ? EventKind.Told : EventKind.Silent;
    }

    public bool Close(IAnswerSink sink)
    {
        if (_finished && !_ended)
        {
            End(sink);
        }

        return _ended;
    }

    private bool Tell(ChatChunk chunk, IAnswerSink sink)
    {
        var counted = TokenCounts.TryRead(chunk.Usage, out var usage);
        if (!counted && !chunk.HasChoice)
        {
            return false;
        }

        var told = counted || !_begun;
        Begin(chunk.Id.Text, chunk.Model.Text, sink);
        if (counted)
        {
            // Before the content: who writes a stream can say it at its start.
            sink.Usage(usage);
        }

        if (_speech.Tell(Said(chunk), sink))
        {
            told = true;
            _spoke |= chunk.Delta.IsObject;
        }

        return TellFinish(chunk.Finish, sink) || told;
    }

    /// <summary>A provider that sends pieces and, in the last event, the whole message too has said it already.</summary>
    private JsonSlice Said(ChatChunk chunk) =>
        chunk.Delta.IsObject ? chunk.Delta
        : _spoke ? default
        : chunk.Message;

    private bool TellFinish(ReadOnlySpan<byte> finish, IAnswerSink sink)
    {
        if (finish.IsEmpty)
        {
            return false;
        }

        _finished = true;
        _speech.Finish(sink);
        sink.Stop(StopReasons.Read(finish), default);
        return true;
    }

    private void Begin(ReadOnlySpan<byte> id, ReadOnlySpan<byte> model, IAnswerSink sink)
    {
        if (!_begun)
        {
            _begun = true;
            sink.Begin(id, model);
        }
    }

    private void End(IAnswerSink sink)
    {
        Begin(default, default, sink);
        _speech.Finish(sink);
        _ended = true;
        sink.End();
    }
}
