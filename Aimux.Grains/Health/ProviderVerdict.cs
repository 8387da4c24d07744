using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Health;

/// <summary>What the outcome of an attempt says about the provider's health.</summary>
internal static class ProviderVerdict
{
    // What is certain opens a breaker at once; nobody listening may be a restart, and a firewall may have disliked one
    // request; a slow or broken answer may be chance: one, two, three or five of them in a row open it.
    private const double AtOnce = Breaker.StrikesToOpen;
    private const double OfTwo = Breaker.StrikesToOpen / 2;
    private const double OfThree = Breaker.StrikesToOpen / 2.5;

    // The model rests anyway; the provider's other models may be well.
    private const double OfOneModel = 0.5;

    private static readonly OpenTime OfRefusal = OpenTime.OfSeconds(5, 30);
    private static readonly OpenTime OfError = OpenTime.OfSeconds(20, 60);
    private static readonly OpenTime OfName = OpenTime.OfSeconds(30, 30);
    private static readonly OpenTime OfBlock = OpenTime.OfSeconds(60, 600);
    private static readonly OpenTime OfTrust = OpenTime.OfSeconds(300, 300);

    private static readonly TimeSpan ShortestModelRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestModelRest = TimeSpan.FromMinutes(30);

    /// <returns><c>null</c> if it says nothing.</returns>
    public static BreakerEvent? Of(ProviderReport report)
    {
        var probe = report.Probe;
        return report.Outcome switch
        {
            AttemptOutcome.CallerLeft or AttemptOutcome.GivenUp or AttemptOutcome.Outrun => probe
                ? new BreakerEvent.ProbeAbandoned()
                : null,
            AttemptOutcome.Succeeded => probe ? BreakerEvent.Succeeded.OfProbe : BreakerEvent.Succeeded.Ordinary,
            _ when Failure(report) is { } failure => failure,

            // Refusing a key or a request proves a provider alive, but does not make up for its failures.
            _ => probe ? BreakerEvent.Succeeded.OfProbe : null,
        };
    }

    /// <summary>How long the model should not be asked for at this provider.</summary>
    /// <returns><c>null</c> if the outcome says nothing about the model.</returns>
    public static TimeSpan? ModelRest(ProviderReport report, Random random)
    {
        return report is not { Outcome: AttemptOutcome.ModelBusy, RequestsFault: false } ? null
            : report.RetryAfter is not { } hint ? TimeSpan.FromSeconds(45 + 30 * random.NextDouble())
            : hint < ShortestModelRest ? ShortestModelRest
            : hint > LongestModelRest ? LongestModelRest
            : hint;
    }

    private static BreakerEvent.Failed? Failure(ProviderReport report)
    {
        (double Strikes, OpenTime OpenFor)? counts = report.Outcome switch
        {
            // The same body failed elsewhere too: it is at fault.
            _ when report.RequestsFault => null,

            AttemptOutcome.ConnectFailed => (OfThree, OfRefusal),
            AttemptOutcome.NameNotResolved => (AtOnce, OfName),
            AttemptOutcome.TlsFailed or AttemptOutcome.Unreachable => (AtOnce, OfTrust),
            AttemptOutcome.Blocked => (OfTwo, OfBlock),
            AttemptOutcome.ModelBusy => (OfOneModel, OfError),

            AttemptOutcome.Overloaded
            or AttemptOutcome.ServerError
            or AttemptOutcome.RequestTimeout
            or AttemptOutcome.ConnectionReset
            or AttemptOutcome.FirstByteTimeout
            or AttemptOutcome.Stalled
            or AttemptOutcome.Truncated
            or AttemptOutcome.Malformed
            or AttemptOutcome.EmptyAnswer
            or AttemptOutcome.ErrorInAnswer => (Cost(report.Elapsed), OfError),

            _ => null,
        };
        return counts is { } known
            ? new BreakerEvent.Failed(known.Strikes, report.Probe, known.OpenFor, report.Outcome)
            : null;
    }

    /// <summary>One strike, and another for each ten seconds that the failure took from its caller.</summary>
    private static double Cost(TimeSpan elapsed) => 1 + Math.Max(0, elapsed.TotalSeconds) / 10;
}
