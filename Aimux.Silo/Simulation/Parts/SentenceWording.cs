namespace Aimux.Silo.Simulation.Parts;

/// <summary>The friendly sentence, to a count of tokens.</summary>
internal sealed class SentenceWording(Sentence sentence, int tokens) : Wording
{
    public override int Pieces => tokens;

    public override ReadOnlySpan<byte> Piece(int index) => sentence.Token(index);
}
