using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Writes a whole answer of Anthropic's Messages, once it has ended.</summary>
/// <param name="output">Where the answer is written.</param>
/// <param name="inputEstimate">Tokens of the prompt, for a provider that does not count them.</param>
/// <param name="ownId">What makes ids unique, for a provider that gives none.</param>
internal sealed class MessagesAnswerWriter(IBufferWriter<byte> output, int inputEstimate, string ownId = "")
    : BlockWriter(new AnswerAccount(inputEstimate, ownId))
{
    private readonly ArrayBufferWriter<byte> _content = new();
    private readonly ArrayBufferWriter<byte> _said = new();
    private readonly ArrayBufferWriter<byte> _signature = new();
    private readonly ArrayBufferWriter<byte> _plain = new();

    protected override bool HoldsSignatures => true;

    protected override BlockKind RefusalIs => BlockKind.Text;

    protected override void WriteStart() { }

    protected override void Open(BlockKind kind)
    {
        Separate();
        _content.Write(
            kind == BlockKind.Thought ? "{\"type\":\"thinking\",\"thinking\":\""u8 : "{\"type\":\"text\",\"text\":\""u8
        );
    }

    protected override void Open(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name)
    {
        Separate();
        _content.Write("{\"type\":\"tool_use\",\"id\":\""u8);
        _content.WriteCallId(Account, id, index);
        _content.Write("\",\"name\":\""u8);
        _content.Write(name);
        _content.Write("\",\"input\":"u8);
    }

    protected override void Piece(BlockKind kind, ReadOnlySpan<byte> escaped) =>
        (kind == BlockKind.Call ? _said : _content).Write(escaped);

    protected override void Sign(ReadOnlySpan<byte> signature) => _signature.Write(signature);

    protected override void WriteHidden(ReadOnlySpan<byte> data)
    {
        Separate();
        _content.Write("{\"type\":\"redacted_thinking\",\"data\":\""u8);
        _content.Write(data);
        _content.Write("\"}"u8);
    }

    protected override void Shut(BlockKind kind)
    {
        switch (kind)
        {
            case BlockKind.Call:
                JsonText.WriteObject(_said.WrittenSpan, _plain, _content);
                _said.ResetWrittenCount();
                break;
            case BlockKind.Thought:
                _content.Write("\",\"signature\":\""u8);
                _content.Write(_signature.WrittenSpan);
                _content.Write("\""u8);
                _signature.ResetWrittenCount();
                break;
            default:
                _content.Write("\""u8);
                break;
        }

        _content.Write("}"u8);
    }

    protected override void Finish()
    {
        output.Write("{\"id\":\""u8);
        output.WriteId(Account, "msg_"u8);
        output.Write("\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\""u8);
        output.Write(Account.Model);
        output.Write("\",\"content\":["u8);
        output.Write(_content.WrittenSpan);
        output.Write("],"u8);
        output.WriteMessagesStop(Account);
        output.Write(",\"usage\":"u8);
        output.WriteMessagesUsage(Account.UsageAtEnd);
        output.Write("}"u8);
    }

    private void Separate()
    {
        if (_content.WrittenCount > 0)
        {
            _content.Write(","u8);
        }
    }
}
