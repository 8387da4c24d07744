namespace Aimux.Grains.Interfaces.Health;

/// <summary>
/// Classes of prompt lengths. The time to the first token grows with the prompt, so each class is measured apart; each
/// is four times as long as the one before.
/// </summary>
public static class InputSize
{
    /// <summary>How many classes there are.</summary>
    public const int Count = 5;

    private const int FirstBound = 1_024;

    /// <summary>The class of a prompt: 0 below 1,024 tokens, then below 4,096, 16,384, 65,536, and above.</summary>
    public static int Of(int inputTokens)
    {
        var size = 0;
        for (long bound = FirstBound; inputTokens >= bound && size < Count - 1; bound *= 4)
        {
            size++;
        }

        return size;
    }
}
