using System.Runtime.InteropServices;

namespace Aimux.Grains.Latency;

/// <summary>
/// An answer in two parts, so that streams and whole answers are measured alike: the time to its first token, and the
/// time of all others. A whole answer shows only the sum, which is parted in the proportion that is expected.
/// </summary>
/// <param name="FirstTokenMs">Time to the first token, ms.</param>
/// <param name="AnswerMs">Time from the first to the last token, ms.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnswerSplit(double FirstTokenMs, double AnswerMs)
{
    // Before anything is known: a usual speed, and never all of the time.
    private const double AssumedTokensPerSecond = 100;
    private const double MostAssumed = 0.8;

    /// <param name="totalMs">Time of a whole answer, ms.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="firstTokenMs">The expected time to its first token, ms; <c>null</c> if never measured.</param>
    /// <param name="tokensPerSecond">The expected speed; 0 if never measured.</param>
    public static AnswerSplit OfWhole(double totalMs, double tokens, double? firstTokenMs, double tokensPerSecond)
    {
        var known = tokensPerSecond > 0;
        var answer = tokens * 1000 / (known ? tokensPerSecond : AssumedTokensPerSecond);
        if (known && firstTokenMs is { } first && first + answer > 0)
        {
            var share = answer / (first + answer);
            return new AnswerSplit(totalMs * (1 - share), totalMs * share);
        }

        answer = Math.Min(answer, totalMs * MostAssumed);
        return new AnswerSplit(totalMs - answer, answer);
    }
}
