using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Latency;

/// <summary>What an attempt adds to a provider's latency.</summary>
internal static class LatencySample
{
    // A provider that answers quickly with "no such model" must not look fast: it serves in no time at all.
    private const double UselessMs = 30_000;

    // A provider that never succeeded is known to exist, so that it does not go first for ever.
    private const double FailedMs = 1_000;

    /// <returns>The sample in ms, or <c>null</c> if the attempt teaches nothing.</returns>
    public static double? Of(ProviderReport report, bool measuredBefore)
    {
        return report.Outcome switch
        {
            AttemptOutcome.Succeeded => report.Latency?.TotalMilliseconds,
            AttemptOutcome.ModelNotFound or AttemptOutcome.Forbidden => UselessMs,
            AttemptOutcome.CallerLeft or AttemptOutcome.RequestRejected => null,

            // What broke off after it had begun is still measured.
            _ when report.Latency is { } latency => latency.TotalMilliseconds,
            _ => measuredBefore ? null : FailedMs,
        };
    }
}
