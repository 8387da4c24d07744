using System.Buffers;

namespace Aimux.Silo.Simulation;

/// <summary>What one choice of a chat answer says, whole or in fragments of one token each.</summary>
internal abstract class ChoiceContent
{
    public abstract int Fragments { get; }

    /// <summary>Why it ended: stop, length or tool_calls.</summary>
    public abstract ReadOnlySpan<byte> FinishReason { get; }

    /// <summary>Writes the delta that opens a stream.</summary>
    public abstract void WriteOpening(IBufferWriter<byte> output);

    /// <summary>Writes the delta of one fragment.</summary>
    public abstract void WriteDelta(int fragment, IBufferWriter<byte> output);

    /// <summary>Writes the message of a whole answer.</summary>
    public abstract void WriteMessage(IBufferWriter<byte> output);
}
