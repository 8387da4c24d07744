using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Writes the output items of a Responses answer, one after the other.</summary>
internal sealed class ResponsesItemWriter(AnswerAccount account, CallerTools tools)
{
    private readonly ArrayBufferWriter<byte> _items = new();
    private readonly ArrayBufferWriter<byte> _said = new();
    private readonly ArrayBufferWriter<byte> _id = new();
    private readonly ArrayBufferWriter<byte> _callId = new();
    private readonly ArrayBufferWriter<byte> _name = new();
    private readonly FreeformInput _input = new();
    private CallerTool? _tool;
    private int _last;

    /// <summary>The number of the open item.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>Whether the open item calls a tool that takes a text.</summary>
    public bool IsFreeform => _tool is { IsFreeform: true };

    /// <summary>What the open item has said.</summary>
    public ReadOnlySpan<byte> Said => IsFreeform ? _input.Text : _said.WrittenSpan;

    /// <summary>The name of the open item's tool.</summary>
    public ReadOnlySpan<byte> Name => _tool is { } tool ? tool.Name.Span : _name.WrittenSpan;

    /// <summary>All that were shut, separated by commas.</summary>
    public ReadOnlySpan<byte> All => _items.WrittenSpan;

    /// <summary>The item that was shut last.</summary>
    public ReadOnlySpan<byte> Last => _items.WrittenSpan[_last..];

    /// <summary>The id of the open item.</summary>
    public ReadOnlySpan<byte> Id => _id.WrittenSpan;

    public void Open(BlockKind kind)
    {
        _tool = null;
        Open(
            kind switch
            {
                BlockKind.Thought => "rs_"u8,
                _ => "msg_"u8,
            }
        );
    }

    public void OpenCall(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
    {
        _tool = tools.Find(name);
        Open(IsFreeform ? "ctc_"u8 : "fc_"u8);
        _callId.ResetWrittenCount();
        _callId.WriteCallId(account, id, index);
        _name.ResetWrittenCount();
        _name.Write(name);
    }

    /// <summary>The open item says something.</summary>
    /// <returns>What of it the caller is to be told.</returns>
    public ReadOnlySpan<byte> Say(ReadOnlySpan<byte> escaped)
    {
        if (IsFreeform)
        {
            return _input.Add(escaped);
        }

        _said.Write(escaped);
        return escaped;
    }

    /// <summary>The open item has said all.</summary>
    /// <returns>What the caller has still to be told.</returns>
    public ReadOnlySpan<byte> EndSaying() => IsFreeform ? _input.End() : default;

    /// <summary>Shuts the open item.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="incomplete">Whether it was cut short.</param>
    public void Shut(BlockKind kind, bool incomplete)
    {
        if (_items.WrittenCount > 0)
        {
            _items.Write(","u8);
        }

        _last = _items.WrittenCount;
        Write(_items, kind, done: true, incomplete ? "incomplete"u8 : "completed"u8);
    }

    /// <summary>Writes the open item as it is added, without what it will say.</summary>
    public void WriteAdded(IBufferWriter<byte> output, BlockKind kind) =>
        Write(output, kind, done: false, "in_progress"u8);

    private void Write(IBufferWriter<byte> output, BlockKind kind, bool done, ReadOnlySpan<byte> status)
    {
        output.Write("{\"id\":\""u8);
        output.Write(Id);
        switch (kind)
        {
            case BlockKind.Call:
                WriteCall(output, done);
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

        output.Write(",\"status\":\""u8);
        output.Write(status);
        output.Write("\"}"u8);
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

    private void WriteCall(IBufferWriter<byte> output, bool done)
    {
        output.Write(IsFreeform ? "\",\"type\":\"custom_tool_call"u8 : "\",\"type\":\"function_call"u8);
        output.Write("\",\"call_id\":\""u8);
        output.Write(_callId.WrittenSpan);
        if (_tool is { Space.IsEmpty: false })
        {
            output.Write("\",\"namespace\":\""u8);
            output.Write(_tool.Space.Span);
        }

        output.Write("\",\"name\":\""u8);
        output.Write(Name);
        output.Write(IsFreeform ? "\",\"input\":\""u8 : "\",\"arguments\":\""u8);
        output.Write(done ? Said : default);
        output.Write("\""u8);
    }

    private void Open(ReadOnlySpan<byte> prefix)
    {
        Index++;
        _said.ResetWrittenCount();
        _input.Clear();
        _id.ResetWrittenCount();
        _id.WritePartId(account, prefix, Index);
    }
}
