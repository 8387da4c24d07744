using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Writes a stream of Anthropic's Messages.</summary>
/// <param name="output">Where its events are written.</param>
/// <param name="inputEstimate">Tokens of the prompt, for a provider that does not count them.</param>
/// <param name="ownId">What makes ids unique, for a provider that gives none.</param>
internal sealed class MessagesStreamWriter(IBufferWriter<byte> output, int inputEstimate, string ownId = "")
    : BlockWriter(new AnswerAccount(inputEstimate, ownId))
{
    private int _index;

    protected override bool HoldsSignatures => true;

    protected override BlockKind RefusalIs => BlockKind.Text;

    protected override void WriteStart()
    {
        output.Write("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\""u8);
        output.WriteId(Account, "msg_"u8);
        output.Write("\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\""u8);
        output.Write(Account.Model);
        output.Write("\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":"u8);
        output.WriteMessagesUsage(Account.UsageAtStart);
        output.Write("}}\n\n"u8);
    }

    protected override void Open(BlockKind kind)
    {
        WriteOpening();
        output.Write(
            kind == BlockKind.Thought
                ? "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}\n\n"u8
                : "{\"type\":\"text\",\"text\":\"\"}}\n\n"u8
        );
    }

    protected override void Open(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
    {
        WriteOpening();
        output.Write("{\"type\":\"tool_use\",\"id\":\""u8);
        output.WriteCallId(Account, id, index);
        output.Write("\",\"name\":\""u8);
        output.Write(name);
        output.Write("\",\"input\":{}}}\n\n"u8);
    }

    protected override void Piece(BlockKind kind, ReadOnlySpan<byte> escaped) =>
        WriteDelta(
            kind switch
            {
                BlockKind.Thought => "thinking_delta\",\"thinking"u8,
                BlockKind.Call => "input_json_delta\",\"partial_json"u8,
                _ => "text_delta\",\"text"u8,
            },
            escaped
        );

    protected override void Sign(ReadOnlySpan<byte> signature) =>
        WriteDelta("signature_delta\",\"signature"u8, signature);

    protected override void WriteHidden(ReadOnlySpan<byte> data)
    {
        WriteOpening();
        output.Write("{\"type\":\"redacted_thinking\",\"data\":\""u8);
        output.Write(data);
        output.Write("\"}}\n\n"u8);
        Shut(BlockKind.HiddenThought);
    }

    protected override void Shut(BlockKind kind)
    {
        output.Write("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":"u8);
        output.WriteNumber(_index++);
        output.Write("}\n\n"u8);
    }

    protected override void Finish()
    {
        output.Write("event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{"u8);
        output.WriteMessagesStop(Account);
        output.Write("},\"usage\":"u8);
        output.WriteMessagesUsage(Account.UsageAtEnd);
        output.Write("}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"u8);
    }

    private void WriteOpening()
    {
        output.Write("event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":"u8);
        output.WriteNumber(_index);
        output.Write(",\"content_block\":"u8);
    }

    private void WriteDelta(ReadOnlySpan<byte> typeAndMember, ReadOnlySpan<byte> escaped)
    {
        output.Write("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":"u8);
        output.WriteNumber(_index);
        output.Write(",\"delta\":{\"type\":\""u8);
        output.Write(typeAndMember);
        output.Write("\":\""u8);
        output.Write(escaped);
        output.Write("\"}}\n\n"u8);
    }
}
