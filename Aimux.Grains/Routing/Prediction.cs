using System.Runtime.InteropServices;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Grains.Latency;

namespace Aimux.Grains.Routing;

/// <summary>
/// When a candidate should finish a request: the time to its first token under the present load, what a cold prompt
/// cache adds, and the time of the answer at the candidate's speed. Time is never divided by tokens: a talkative
/// provider would look fast.
/// </summary>
/// <param name="FirstTokenMs">Time to the first token at the usual load; 0 if nothing is known.</param>
/// <param name="LoadFactor">By how much the present load makes that longer.</param>
/// <param name="AnswerMs">Time from the first to the last token; 0 if nothing is known.</param>
/// <param name="ColdMs">What the conversation waits longer because its prompt is cached elsewhere.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Prediction(double FirstTokenMs, double LoadFactor, double AnswerMs, double ColdMs)
{
    // Where the difference was never measured: short prompts are read at once, of long ones a cache saves a part.
    private const double AssumedColdShare = 0.25;

    /// <summary>The predicted time to finish, ms.</summary>
    public double FinishMs => FirstTokenMs * LoadFactor + AnswerMs + ColdMs;

    /// <param name="candidate">Who is judged; it has been measured.</param>
    /// <param name="speed">How fast it is.</param>
    /// <param name="answer">What is expected of the answer, the same for all candidates.</param>
    /// <param name="someIsWarm">Whether the conversation's prompt is cached at one of the candidates.</param>
    /// <param name="now">The time.</param>
    public static Prediction Of(
        in CandidateState candidate,
        ModelSpeed speed,
        ExpectedAnswer answer,
        bool someIsWarm,
        DateTimeOffset now
    )
    {
        var first = PeakEwma.Expected(speed.FirstToken, now);
        return new Prediction(
            first,
            PeakEwma.LoadFactor(speed.FirstToken, candidate.InFlight),
            answer.TimeAt(speed.TokensPerSecond),
            someIsWarm && !candidate.Warm ? ColdFor(speed, first) : 0
        );
    }

    public ScoreParts ToParts(double? price, bool warm, double ramp) =>
        new(FirstTokenMs, LoadFactor, AnswerMs, ColdMs, price, warm, ramp);

    private static double ColdFor(ModelSpeed speed, double firstTokenMs) =>
        speed.ColdMs ?? (speed.InputSize == 0 ? 0 : firstTokenMs * AssumedColdShare);
}
