using System.Buffers;

namespace Aimux.Silo.Wire.Answers;

/// <summary>Writes a whole answer of OpenAI's Responses, once it has ended.</summary>
internal sealed class ResponsesAnswerWriter : BlockWriter
{
    private readonly IBufferWriter<byte> _output;
    private readonly ResponsesHead _head;
    private readonly ResponsesItemWriter _items;

    public ResponsesAnswerWriter(IBufferWriter<byte> output, ResponsesHead head)
        : base(new AnswerAccount(head.InputEstimate, head.OwnId))
    {
        _output = output;
        _head = head;
        _items = new ResponsesItemWriter(Account, head.CallerTools);
    }

    protected override bool HoldsSignatures => false;

    protected override BlockKind RefusalIs => BlockKind.Refusal;

    protected override void WriteStart() { }

    protected override void Open(BlockKind kind) => _items.Open(kind);

    protected override void Open(int index, ReadOnlySpan<byte> id, ReadOnlySpan<byte> name) =>
        _items.OpenCall(index, id, name);

    protected override void Piece(BlockKind kind, ReadOnlySpan<byte> escaped) => _items.Say(escaped);

    protected override void Sign(ReadOnlySpan<byte> signature) { }

    protected override void WriteHidden(ReadOnlySpan<byte> data) { }

    protected override void Shut(BlockKind kind)
    {
        _items.EndSaying();
        _items.Shut(kind, IsLast && Account.IsIncomplete);
    }

    protected override void Finish() => ResponsesObject.WriteEnded(_output, _head, Account, _items.All);
}
