using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Latency;

/// <summary>What an attempt adds to a provider's latency. Time that was lost counts like time that was used.</summary>
internal static class LatencySample
{
    // A provider that never succeeded ranks behind those that do, or it would go first for ever.
    private const double NeverServedMs = 5_000;

    // Callers leave for reasons of their own; only one who waited this long says something about the provider.
    private const double PatientMs = 3_000;
    private const double PatientFactor = 3;

    /// <param name="report">How the attempt ended.</param>
    /// <param name="firstTokenMs">Its time to the first token, ms; <c>null</c> if none came.</param>
    /// <param name="expectedMs">What the provider was expected to take; <c>null</c> if it was never measured.</param>
    /// <returns>The sample in ms, or <c>null</c> if the attempt teaches nothing.</returns>
    public static double? Of(ProviderReport report, double? firstTokenMs, double? expectedMs)
    {
        var elapsed = report.Elapsed.TotalMilliseconds;
        return report.Outcome switch
        {
            AttemptOutcome.Succeeded => firstTokenMs,
            AttemptOutcome.GivenUp => null,
            _ when report.RequestsFault => null,

            // The key rests for this model; another key may do better.
            AttemptOutcome.ModelNotFound or AttemptOutcome.Forbidden or AttemptOutcome.NotOffered => null,

            // What broke off after it had begun was measured all the same.
            _ when firstTokenMs is not null => firstTokenMs,

            AttemptOutcome.CallerLeft => elapsed > Math.Max(PatientMs, PatientFactor * (expectedMs ?? 0))
                ? elapsed
                : null,
            // It would have taken longer still; how long nobody will know.
            AttemptOutcome.Outrun => expectedMs is { } expected && elapsed <= expected ? null : elapsed,

            AttemptOutcome.FirstByteTimeout or AttemptOutcome.Stalled => Math.Max(elapsed, expectedMs ?? 0),

            // Other failures are quick and the breaker's to count, unless nothing else is known.
            _ => expectedMs is null ? elapsed + NeverServedMs : null,
        };
    }
}
