using System.Buffers;

namespace Aimux.Silo.Simulation.Parts;

/// <summary>An answer whose stream tells one part after the other, each begun and ended.</summary>
internal abstract class PartedAnswer(AnswerParts parts) : ModelAnswer
{
    protected AnswerParts Parts => parts;

    public sealed override int Fragments => Parts.Steps;

    public sealed override int CompletionTokens => Parts.Tokens;

    public sealed override void WriteFragment(int fragment, IBufferWriter<byte> output)
    {
        var (index, step) = Parts.At(fragment);
        var part = Parts.Parts[index];
        if (step == 0)
        {
            WriteBegin(index, part, output);
        }

        if (part.PieceAt(step) is >= 0 and var piece)
        {
            WriteDelta(index, part, part.Wording.Piece(piece), output);
        }

        if (step == part.Steps - 1)
        {
            WriteEnd(index, part, output);
        }
    }

    protected abstract void WriteBegin(int index, AnswerPart part, IBufferWriter<byte> output);

    protected abstract void WriteDelta(
        int index,
        AnswerPart part,
        ReadOnlySpan<byte> piece,
        IBufferWriter<byte> output
    );

    protected abstract void WriteEnd(int index, AnswerPart part, IBufferWriter<byte> output);
}
