namespace Aimux.Silo.Wire.Answers;

/// <summary>A tool call among the blocks of a Messages answer.</summary>
internal sealed class MessagesCall(int index, int number)
{
    public int Index { get; } = index;

    /// <summary>Under which number it is told.</summary>
    public int Number { get; } = number;

    /// <summary>The input that stood in its start, escaped: pieces replace it.</summary>
    public KeptBytes Input { get; } = new();
}
