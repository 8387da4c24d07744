using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Latency;

/// <summary>
/// Latency that is quick to believe bad news and slow to forget it: a moving average, and above it the last spike,
/// which counts at once and fades within seconds. After Finagle's peak EWMA, with two changes: the spike fades to the
/// average instead of to nothing, so that one hiccup costs a provider seconds and not its rank; and load counts only
/// beyond what was in flight when the samples were taken, so that a provider which serves many requests in parallel
/// without slowing down is not punished for being popular.
/// </summary>
internal static class PeakEwma
{
    /// <summary>Over this time a new sample gains weight against the average.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    /// <summary>Over this time a spike fades to 37 %.</summary>
    private static readonly TimeSpan Fade = TimeSpan.FromSeconds(2);

    // The least weight smooths a busy provider's noise; the greatest keeps one sample after a pause from being all.
    private const double LeastWeight = 0.1;
    private const double GreatestWeight = 0.6;

    private const int MostSamples = 1_000;

    /// <summary>Takes in one sample.</summary>
    /// <param name="previous">What was known; <c>null</c> before the first sample.</param>
    /// <param name="sampleMs">The measured time, ms.</param>
    /// <param name="inFlight">Attempts that were in flight beside the measured one.</param>
    /// <param name="now">When the sample was taken; a clock that steps back counts as no time passed.</param>
    public static LatencyEstimate Observe(LatencyEstimate? previous, double sampleMs, int inFlight, DateTimeOffset now)
    {
        if (previous is not { } known)
        {
            return new LatencyEstimate(sampleMs, sampleMs, sampleMs, inFlight, now, sampleMs);
        }

        var weight = WeightAfter(Age(known, now));
        return new LatencyEstimate(
            MeanMs: known.MeanMs + weight * (sampleMs - known.MeanMs),
            PeakMs: Math.Max(sampleMs, Expected(known, now)),
            LastMs: sampleMs,
            TypicalInFlight: known.TypicalInFlight + weight * (inFlight - known.TypicalInFlight),
            At: now > known.At ? now : known.At,
            P95Ms: Percentile95.Next(known.P95Ms, sampleMs, known.Samples),
            Samples: Math.Min(known.Samples + 1, MostSamples)
        );
    }

    /// <summary>What a new sample counts against the average, 0 to 1, when the last one is this old.</summary>
    public static double WeightAfter(TimeSpan age) =>
        Math.Clamp(1 - Math.Exp(-age / Memory), LeastWeight, GreatestWeight);

    /// <summary>The time that a request should take at the usual load, ms.</summary>
    public static double Expected(LatencyEstimate estimate, DateTimeOffset now)
    {
        var spike = Math.Max(0, estimate.PeakMs - estimate.MeanMs);
        return estimate.MeanMs + spike * Math.Exp(-Age(estimate, now) / Fade);
    }

    /// <summary>By how much this many others in flight make it longer than at the usual load; at least 1.</summary>
    public static double LoadFactor(LatencyEstimate estimate, int inFlight)
    {
        var load = (inFlight + 1) / (estimate.TypicalInFlight + 1);
        return load > 1 ? Math.Sqrt(load) : 1;
    }

    /// <summary>The time that a request should take with this many others in flight, ms.</summary>
    public static double Predict(LatencyEstimate estimate, int inFlight, DateTimeOffset now) =>
        Expected(estimate, now) * LoadFactor(estimate, inFlight);

    private static TimeSpan Age(LatencyEstimate estimate, DateTimeOffset now) =>
        now > estimate.At ? now - estimate.At : TimeSpan.Zero;
}
