using System.Runtime.InteropServices;

namespace Aimux.Grains.Routing;

/// <summary>What is expected of an answer, from what the candidates of a route have answered lately.</summary>
/// <param name="Tokens">Its tokens.</param>
/// <param name="MsPerToken">Time for each at a candidate whose speed is not known, ms; 0 if nobody's is.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ExpectedAnswer(double Tokens, double MsPerToken)
{
    // An answer of which nothing is known, tokens.
    private const double UsualTokens = 256;

    public static ExpectedAnswer Of(ReadOnlySpan<CandidateState> candidates, int? mostTokens)
    {
        var (tokens, counted, pace, paced) = (0.0, 0, 0.0, 0);
        foreach (var candidate in candidates)
        {
            if (candidate.Speed is not { } speed)
            {
                continue;
            }

            if (speed.OutputTokens > 0)
            {
                tokens += speed.OutputTokens;
                counted++;
            }

            if (speed.TokensPerSecond > 0)
            {
                pace += 1000 / speed.TokensPerSecond;
                paced++;
            }
        }

        var expected = counted > 0 ? tokens / counted : UsualTokens;
        return new ExpectedAnswer(Math.Min(expected, mostTokens ?? expected), paced > 0 ? pace / paced : 0);
    }

    /// <summary>Its time at this speed, ms; a speed of 0 stands for one that is not known.</summary>
    public double TimeAt(double tokensPerSecond) =>
        Tokens * (tokensPerSecond > 0 ? 1000 / tokensPerSecond : MsPerToken);
}
