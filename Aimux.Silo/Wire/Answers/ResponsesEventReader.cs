namespace Aimux.Silo.Wire.Answers;

/// <summary>Reads a stream of OpenAI's Responses.</summary>
internal sealed class ResponsesEventReader : IEventReader
{
    private readonly ResponsesItems _items = new();
    private bool _begun;
    private bool _summarized;
    private bool _ended;

    /// <summary>An empty line between two parts of a summary, escaped.</summary>
    public static ReadOnlySpan<byte> BetweenThoughts => "\\n\\n"u8;

    public EventKind Read(ReadOnlySpan<byte> data, IAnswerSink sink)
    {
        data = data.Trim(" \t\r\n"u8);
        // Some end the stream as chat does; the protocol has ended it before.
        if (_ended || data.IsEmpty || data.SequenceEqual("[DONE]"u8))
        {
            return EventKind.Silent;
        }

        var found = ResponsesEvent.Of(data);
        if (found.IsFault)
        {
            return EventKind.Error;
        }

        if (found.Response.IsObject)
        {
            return TellResponse(found, sink);
        }

        return Tell(found, sink) ? EventKind.Told : EventKind.Silent;
    }

    public bool Close(IAnswerSink sink) => _ended;

    private EventKind TellResponse(ResponsesEvent found, IAnswerSink sink)
    {
        var answer = ResponsesAnswer.Of(new JsonMembers(found.Response));
        if (answer.IsFault)
        {
            return EventKind.Error;
        }

        var told = !_begun;
        Begin(answer.Id.Text, answer.Model.Text, sink);
        if (!found.Type.Is("response.completed"u8) && !found.Type.Is("response.incomplete"u8))
        {
            return told ? EventKind.Told : EventKind.Silent;
        }

        if (!_items.Spoke)
        {
            // Nothing came in pieces.
            ResponsesAnswerReader.TellOutput(answer.Output, _items, sink);
        }

        _items.End(sink);
        _ended = true;
        answer.TellEnd(sink);
        return EventKind.End;
    }

    private bool Tell(ResponsesEvent found, IAnswerSink sink)
    {
        var type = found.Type;
        if (!type.Text.StartsWith("response."u8))
        {
            return false;
        }

        Begin(default, default, sink);
        if (type.Is("response.output_text.delta"u8))
        {
            return _items.Text(found.Index, found.Delta, sink);
        }

        if (type.Is("response.function_call_arguments.delta"u8) || type.Is("response.custom_tool_call_input.delta"u8))
        {
            return _items.Arguments(found.Index, found.Delta, sink);
        }

        if (type.Is("response.output_item.added"u8))
        {
            return _items.Start(found.Index, found.Item, sink);
        }

        if (type.Is("response.output_item.done"u8))
        {
            return _items.Finish(found.Index, found.Item, sink);
        }

        return type.Is("response.refusal.delta"u8)
            ? _items.Refusal(found.Index, found.Delta, sink)
            : TellThought(found, sink);
    }

    private bool TellThought(ResponsesEvent found, IAnswerSink sink)
    {
        if (found.Type.Is("response.reasoning_summary_text.delta"u8))
        {
            _summarized = true;
            return _items.Thought(found.Index, found.Delta, sink);
        }

        if (found.Type.Is("response.reasoning_summary_part.added"u8))
        {
            return found.Part > 0 && _items.Thought(found.Index, BetweenThoughts, sink);
        }

        // Who tells a summary and the thoughts themselves tells the same twice.
        return found.Type.Is("response.reasoning_text.delta"u8)
            && !_summarized
            && _items.Thought(found.Index, found.Delta, sink);
    }

    private void Begin(ReadOnlySpan<byte> id, ReadOnlySpan<byte> model, IAnswerSink sink)
    {
        if (!_begun)
        {
            _begun = true;
            sink.Begin(id, model);
        }
    }
}
