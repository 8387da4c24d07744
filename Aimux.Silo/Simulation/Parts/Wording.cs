using System.Buffers;

namespace Aimux.Silo.Simulation.Parts;

/// <summary>What a part says: pieces of one token each, JSON-escaped.</summary>
internal abstract class Wording
{
    public abstract int Pieces { get; }

    public abstract ReadOnlySpan<byte> Piece(int index);

    public void WriteAll(IBufferWriter<byte> output)
    {
        for (var i = 0; i < Pieces; i++)
        {
            output.Write(Piece(i));
        }
    }
}
