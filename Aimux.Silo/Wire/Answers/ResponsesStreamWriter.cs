using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Writes a stream of OpenAI's Responses.</summary>
internal sealed class ResponsesStreamWriter : BlockWriter
{
    private readonly IBufferWriter<byte> _output;
    private readonly ResponsesHead _head;
    private readonly ResponsesItemWriter _items;
    private int _events;

    /// <param name="output">Where its events are written.</param>
    /// <param name="head">What the object says of its request.</param>
    public ResponsesStreamWriter(IBufferWriter<byte> output, ResponsesHead head)
        : base(new AnswerAccount(head.InputEstimate, head.OwnId))
    {
        _output = output;
        _head = head;
        _items = new ResponsesItemWriter(Account, head.CallerTools);
    }

    protected override bool HoldsSignatures => false;

    protected override BlockKind RefusalIs => BlockKind.Refusal;

    protected override void WriteStart()
    {
        WriteStarted("created"u8);
        WriteStarted("in_progress"u8);
    }

    protected override void Open(BlockKind kind)
    {
        _items.Open(kind);
        WriteAdded(kind);
        WritePart(kind, "added"u8, default);
    }

    protected override void Open(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
    {
        _items.OpenCall(index, id, name);
        WriteAdded(BlockKind.Call);
    }

    protected override void Piece(BlockKind kind, ReadOnlySpan<byte> escaped) => WriteDelta(kind, _items.Say(escaped));

    protected override void Sign(ReadOnlySpan<byte> signature) { }

    protected override void WriteHidden(ReadOnlySpan<byte> data) { }

    protected override void Shut(BlockKind kind)
    {
        WriteDelta(kind, _items.EndSaying());
        WriteSaid(kind);
        if (kind != BlockKind.Call)
        {
            WritePart(kind, "done"u8, _items.Said);
        }

        _items.Shut(kind, IsLast && Account.IsIncomplete);
        OpenEvent("output_item"u8, ".done"u8);
        WriteIndex();
        _output.Write(",\"item\":"u8);
        _output.Write(_items.Last);
        ShutEvent();
    }

    protected override void Finish()
    {
        OpenEvent(Account.IsIncomplete ? "incomplete"u8 : "completed"u8, default);
        _output.Write(",\"response\":"u8);
        ResponsesObject.WriteEnded(_output, _head, Account, _items.All);
        ShutEvent();
    }

    private void WriteStarted(ReadOnlySpan<byte> name)
    {
        OpenEvent(name, default);
        _output.Write(",\"response\":"u8);
        ResponsesObject.WriteStarted(_output, _head, Account);
        ShutEvent();
    }

    private void WriteDelta(BlockKind kind, ReadOnlySpan<byte> escaped)
    {
        if (escaped.IsEmpty)
        {
            return;
        }

        OpenEvent(Channel(kind), ".delta"u8);
        WritePlace(kind);
        _output.Write(",\"delta\":\""u8);
        _output.Write(escaped);
        _output.Write(kind == BlockKind.Text ? "\",\"logprobs\":[]"u8 : "\""u8);
        ShutEvent();
    }

    private void WriteAdded(BlockKind kind)
    {
        OpenEvent("output_item"u8, ".added"u8);
        WriteIndex();
        _output.Write(",\"item\":"u8);
        _items.WriteAdded(_output, kind);
        ShutEvent();
    }

    private void WritePart(BlockKind kind, ReadOnlySpan<byte> what, ReadOnlySpan<byte> said)
    {
        OpenEvent(kind == BlockKind.Thought ? "reasoning_summary_part."u8 : "content_part."u8, what);
        WritePlace(kind);
        _output.Write(",\"part\":"u8);
        ResponsesItemWriter.WritePart(_output, kind, said);
        ShutEvent();
    }

    /// <summary>Says once more, and whole, what the deltas said.</summary>
    private void WriteSaid(BlockKind kind)
    {
        OpenEvent(Channel(kind), ".done"u8);
        WritePlace(kind);
        switch (kind)
        {
            case BlockKind.Call when _items.IsFreeform:
                _output.Write(",\"input\":\""u8);
                break;
            case BlockKind.Call:
                _output.Write(",\"name\":\""u8);
                _output.Write(_items.Name);
                _output.Write("\",\"arguments\":\""u8);
                break;
            case BlockKind.Refusal:
                _output.Write(",\"refusal\":\""u8);
                break;
            case BlockKind.Text:
                _output.Write(",\"logprobs\":[],\"text\":\""u8);
                break;
            default:
                _output.Write(",\"text\":\""u8);
                break;
        }

        _output.Write(_items.Said);
        _output.Write("\""u8);
        ShutEvent();
    }

    private ReadOnlySpan<byte> Channel(BlockKind kind) =>
        kind switch
        {
            BlockKind.Call when _items.IsFreeform => "custom_tool_call_input"u8,
            BlockKind.Call => "function_call_arguments"u8,
            BlockKind.Thought => "reasoning_summary_text"u8,
            BlockKind.Refusal => "refusal"u8,
            _ => "output_text"u8,
        };

    private void OpenEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> end)
    {
        _output.Write("event: response."u8);
        _output.Write(name);
        _output.Write(end);
        _output.Write("\ndata: {\"type\":\"response."u8);
        _output.Write(name);
        _output.Write(end);
        _output.Write("\",\"sequence_number\":"u8);
        _output.WriteNumber(_events++);
    }

    private void ShutEvent() => _output.Write("}\n\n"u8);

    private void WriteIndex()
    {
        _output.Write(",\"output_index\":"u8);
        _output.WriteNumber(_items.Index);
    }

    /// <summary>Which part of which item an event belongs to.</summary>
    private void WritePlace(BlockKind kind)
    {
        _output.Write(",\"item_id\":\""u8);
        _output.Write(_items.Id);
        _output.Write("\""u8);
        WriteIndex();
        _output.Write(
            kind switch
            {
                BlockKind.Call => default,
                BlockKind.Thought => ",\"summary_index\":0"u8,
                _ => ",\"content_index\":0"u8,
            }
        );
    }
}
