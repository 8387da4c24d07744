using System.Buffers;

namespace Aimux.Silo.Simulation;

/// <summary>An answer of a model on the wire of one protocol, whole or as the events of a stream.</summary>
internal abstract class ModelAnswer
{
    /// <summary>Steps of the stream between its opening and its ending, one token of the pace each.</summary>
    public abstract int Fragments { get; }

    /// <summary>Tokens told in all.</summary>
    public abstract int CompletionTokens { get; }

    public abstract void WriteWhole(IBufferWriter<byte> output);

    public abstract void WriteOpening(IBufferWriter<byte> output);

    public abstract void WriteFragment(int fragment, IBufferWriter<byte> output);

    public abstract void WriteEnding(IBufferWriter<byte> output);

    /// <summary>Writes an event whose JSON breaks off.</summary>
    public abstract void WriteBroken(bool first, IBufferWriter<byte> output);

    /// <summary>Writes the event of an error.</summary>
    public virtual void WriteError(WireError error, ReadOnlySpan<byte> body, IBufferWriter<byte> output)
    {
        output.Write("data: "u8);
        output.Write(body);
        output.Write("\n\n"u8);
    }
}
