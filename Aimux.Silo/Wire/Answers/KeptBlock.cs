namespace Aimux.Silo.Wire.Answers;

/// <summary>A block that waits until those before it are whole.</summary>
internal sealed class KeptBlock(BlockKind kind, int call)
{
    public BlockKind Kind { get; } = kind;

    /// <summary>The number of a call; -1 if it is none.</summary>
    public int Call { get; } = call;

    public KeptBytes Id { get; } = new();

    public KeptBytes Name { get; } = new();

    public KeptBytes Said { get; } = new();

    public KeptBytes Signature { get; } = new();
}
