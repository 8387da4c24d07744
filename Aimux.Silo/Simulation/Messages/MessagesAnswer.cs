using System.Buffers;
using System.Text;
using Aimux.Silo.Simulation.Parts;
using Aimux.Silo.Simulation.Strictness;

namespace Aimux.Silo.Simulation.Messages;

/// <summary>An answer on the wire of Anthropic's Messages.</summary>
internal sealed class MessagesAnswer(ServedModel model, string id, AnswerParts parts, MessagesUsage usage)
    : PartedAnswer(parts)
{
    private readonly string _signature = Signatures.Make(id);

    private ReadOnlySpan<byte> StopReason =>
        Parts.IsCut ? "max_tokens"u8
        : Parts.Calls ? "tool_use"u8
        : "end_turn"u8;

    public override void WriteWhole(IBufferWriter<byte> output)
    {
        WriteHead(output);
        for (var i = 0; i < Parts.Parts.Length; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            WriteBlock(Parts.Parts[i], output);
        }

        output.Write("],\"stop_reason\":\""u8);
        output.Write(StopReason);
        output.Write("\",\"stop_sequence\":null,\"usage\":"u8);
        usage.Write(usage.Output, output);
        output.Write("}"u8);
    }

    public override void WriteOpening(IBufferWriter<byte> output)
    {
        output.Write("event: message_start\ndata: {\"type\":\"message_start\",\"message\":"u8);
        WriteHead(output);
        output.Write("],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":"u8);
        usage.Write(output: 1, output);
        output.Write("}}\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n"u8);
    }

    public override void WriteEnding(IBufferWriter<byte> output)
    {
        output.Write("event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\""u8);
        output.Write(StopReason);
        output.Write("\",\"stop_sequence\":null},\"usage\":"u8);
        usage.Write(usage.Output, output);
        output.Write("}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"u8);
    }

    public override void WriteBroken(bool first, IBufferWriter<byte> output) =>
        output.Write(
            first
                ? "event: message_start\ndata: {\"type\":\"message_start\",\"mess\n\n"u8
                : "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"ind\n\n"u8
        );

    public override void WriteError(WireError error, ReadOnlySpan<byte> body, IBufferWriter<byte> output)
    {
        output.Write("event: error\n"u8);
        base.WriteError(error, body, output);
    }

    protected override void WriteBegin(int index, AnswerPart part, IBufferWriter<byte> output)
    {
        output.Write("event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":"u8);
        JsonBytes.Number(index, output);
        switch (part)
        {
            case { Kind: PartKind.Thought }:
                output.Write(",\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}\n\n"u8);
                break;
            case { Call: { } call }:
                output.Write(",\"content_block\":{\"type\":\"tool_use\",\"id\":\""u8);
                JsonBytes.Text(call.Id, output);
                output.Write("\",\"name\":\""u8);
                JsonBytes.Text(call.Name, output);
                output.Write("\",\"input\":{},\"caller\":{\"type\":\"direct\"}}}\n\n"u8);
                WriteDelta(index, part, default, output);
                break;
            default:
                output.Write(",\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"u8);
                break;
        }
    }

    protected override void WriteDelta(int index, AnswerPart part, ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        BeginDelta(index, output);
        output.Write(
            part.Kind switch
            {
                PartKind.Thought => "{\"type\":\"thinking_delta\",\"thinking\":\""u8,
                PartKind.Call => "{\"type\":\"input_json_delta\",\"partial_json\":\""u8,
                _ => "{\"type\":\"text_delta\",\"text\":\""u8,
            }
        );
        output.Write(piece);
        output.Write("\"}}\n\n"u8);
    }

    protected override void WriteEnd(int index, AnswerPart part, IBufferWriter<byte> output)
    {
        if (part.Kind == PartKind.Thought)
        {
            BeginDelta(index, output);
            output.Write("{\"type\":\"signature_delta\",\"signature\":\""u8);
            JsonBytes.Text(_signature, output);
            output.Write("\"}}\n\n"u8);
        }

        output.Write("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":"u8);
        JsonBytes.Number(index, output);
        output.Write("}\n\n"u8);
    }

    private static void BeginDelta(int index, IBufferWriter<byte> output)
    {
        output.Write("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":"u8);
        JsonBytes.Number(index, output);
        output.Write(",\"delta\":"u8);
    }

    private void WriteHead(IBufferWriter<byte> output)
    {
        output.Write("{\"id\":\"msg_"u8);
        JsonBytes.Text(id, output);
        output.Write("\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\""u8);
        output.Write(model.EscapedName);
        output.Write("\",\"content\":["u8);
    }

    private void WriteBlock(AnswerPart part, IBufferWriter<byte> output)
    {
        switch (part)
        {
            case { Kind: PartKind.Thought }:
                output.Write("{\"type\":\"thinking\",\"thinking\":\""u8);
                part.Wording.WriteAll(output);
                output.Write("\",\"signature\":\""u8);
                JsonBytes.Text(_signature, output);
                output.Write("\"}"u8);
                break;
            case { Call: { } call }:
                output.Write("{\"type\":\"tool_use\",\"id\":\""u8);
                JsonBytes.Text(call.Id, output);
                output.Write("\",\"name\":\""u8);
                JsonBytes.Text(call.Name, output);
                output.Write("\",\"input\":"u8);
                Encoding.UTF8.GetBytes(call.Arguments, output);
                output.Write(",\"caller\":{\"type\":\"direct\"}}"u8);
                break;
            default:
                output.Write("{\"type\":\"text\",\"text\":\""u8);
                part.Wording.WriteAll(output);
                output.Write("\"}"u8);
                break;
        }
    }
}
