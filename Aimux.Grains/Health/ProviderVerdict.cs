using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Health;

/// <summary>What the outcome of an attempt says about the provider's health.</summary>
internal static class ProviderVerdict
{
    // Nobody listening is certain, a slow or broken answer may be chance: three of the one open a breaker, five of the other.
    private const double Certain = Breaker.StrikesToOpen / 2.5;

    /// <returns><c>null</c> if it says nothing.</returns>
    public static BreakerEvent? Of(ProviderReport report)
    {
        var probe = report.Probe;
        return report.Outcome switch
        {
            AttemptOutcome.CallerLeft or AttemptOutcome.GivenUp => probe ? new BreakerEvent.ProbeAbandoned() : null,

            AttemptOutcome.ConnectFailed or AttemptOutcome.TlsFailed => new BreakerEvent.Failed(Certain, probe),

            AttemptOutcome.Overloaded
            or AttemptOutcome.ServerError
            or AttemptOutcome.ConnectionReset
            or AttemptOutcome.FirstByteTimeout
            or AttemptOutcome.Stalled
            or AttemptOutcome.Truncated
            or AttemptOutcome.Malformed
            or AttemptOutcome.ErrorInAnswer => new BreakerEvent.Failed(Cost(report.Elapsed), probe),

            AttemptOutcome.Succeeded => probe ? BreakerEvent.Succeeded.OfProbe : BreakerEvent.Succeeded.Ordinary,

            // Refusing a key or a request proves a provider alive, but does not make up for its failures.
            _ => probe ? BreakerEvent.Succeeded.OfProbe : null,
        };
    }

    /// <summary>How long the model should not be asked for at this provider.</summary>
    /// <returns><c>null</c> if the outcome says nothing about the model.</returns>
    public static TimeSpan? ModelRest(ProviderReport report, Random random)
    {
        return report.Outcome == AttemptOutcome.ModelBusy
            ? report.RetryAfter ?? TimeSpan.FromSeconds(45 + 30 * random.NextDouble())
            : null;
    }

    /// <summary>One strike, and another for each ten seconds that the failure took from its caller.</summary>
    private static double Cost(TimeSpan elapsed) => 1 + Math.Max(0, elapsed.TotalSeconds) / 10;
}
