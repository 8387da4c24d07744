namespace Aimux.Silo.Wire.Answers;

/// <summary>What a block of an answer holds.</summary>
internal enum BlockKind
{
    Text,

    Refusal,

    Thought,

    /// <summary>A thought that only its provider can read.</summary>
    HiddenThought,

    Call,
}
