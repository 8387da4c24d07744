using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Writes the output items of a Responses answer, one after the other.</summary>
internal sealed class ResponsesItemWriter(AnswerAccount account)
{
    private readonly ArrayBufferWriter<byte> _items = new();
    private readonly ArrayBufferWriter<byte> _said = new();
    private readonly ArrayBufferWriter<byte> _id = new();
    private readonly ArrayBufferWriter<byte> _callId = new();
    private readonly ArrayBufferWriter<byte> _name = new();
    private int _last;

    /// <summary>The number of the open item.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>What the open item has said.</summary>
    public ReadOnlySpan<byte> Said => _said.WrittenSpan;

    /// <summary>The name of the open item's tool.</summary>
    public ReadOnlySpan<byte> Name => _name.WrittenSpan;

    /// <summary>All that were shut, separated by commas.</summary>
    public ReadOnlySpan<byte> All => _items.WrittenSpan;

    /// <summary>The item that was shut last.</summary>
    public ReadOnlySpan<byte> Last => _items.WrittenSpan[_last..];

    /// <summary>The id of the open item.</summary>
    public ReadOnlySpan<byte> Id => _id.WrittenSpan;

    public void Open(BlockKind kind)
    {
        Index++;
        _said.ResetWrittenCount();
        _id.ResetWrittenCount();
        _id.WritePartId(
            account,
            kind switch
            {
                BlockKind.Call => "fc_"u8,
                BlockKind.Thought => "rs_"u8,
                _ => "msg_"u8,
            },
            Index
        );
    }

    public void OpenCall(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
    {
        Open(BlockKind.Call);
        _callId.ResetWrittenCount();
        _callId.WriteCallId(account, id, index);
        _name.ResetWrittenCount();
        _name.Write(name);
    }

    public void Say(ReadOnlySpan<byte> escaped) => _said.Write(escaped);

    public void Shut(BlockKind kind)
    {
        if (_items.WrittenCount > 0)
        {
            _items.Write(","u8);
        }

        _last = _items.WrittenCount;
        Write(_items, kind, done: true);
    }

    /// <summary>Writes the open item: as it is added, without what it will say, or as it is done.</summary>
    public void Write(IBufferWriter<byte> output, BlockKind kind, bool done)
    {
        output.Write("{\"id\":\""u8);
        output.Write(Id);
        switch (kind)
        {
            case BlockKind.Call:
                output.Write("\",\"type\":\"function_call\",\"call_id\":\""u8);
                output.Write(_callId.WrittenSpan);
                output.Write("\",\"name\":\""u8);
                output.Write(Name);
                output.Write("\",\"arguments\":\""u8);
                output.Write(done ? Said : default);
                output.Write("\""u8);
                break;
            case BlockKind.Thought:
                output.Write("\",\"type\":\"reasoning\",\"summary\":["u8);
                WritePart(output, kind, done);
                output.Write("]"u8);
                break;
            default:
                output.Write("\",\"type\":\"message\",\"role\":\"assistant\",\"content\":["u8);
                WritePart(output, kind, done);
                output.Write("]"u8);
                break;
        }

        output.Write(done ? ",\"status\":\"completed\"}"u8 : ",\"status\":\"in_progress\"}"u8);
    }

    /// <summary>Writes the one part of a message or of thoughts.</summary>
    public static void WritePart(IBufferWriter<byte> output, BlockKind kind, ReadOnlySpan<byte> said)
    {
        output.Write(
            kind switch
            {
                BlockKind.Refusal => "{\"type\":\"refusal\",\"refusal\":\""u8,
                BlockKind.Thought => "{\"type\":\"summary_text\",\"text\":\""u8,
                _ => "{\"type\":\"output_text\",\"annotations\":[],\"logprobs\":[],\"text\":\""u8,
            }
        );
        output.Write(said);
        output.Write("\"}"u8);
    }

    private void WritePart(IBufferWriter<byte> output, BlockKind kind, bool done)
    {
        if (done)
        {
            WritePart(output, kind, Said);
        }
    }
}
