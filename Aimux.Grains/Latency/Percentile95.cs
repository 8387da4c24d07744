namespace Aimux.Grains.Latency;

/// <summary>
/// The value that 95 of 100 samples stay below, tracked in one number: a step up for each sample above it, a nineteenth
/// of that step down for each below, in proportion to the value. After "frugal streaming" (Ma, Muthukrishnan and
/// Sandler, 2013), on a logarithmic scale.
/// </summary>
internal static class Percentile95
{
    /// <summary>With fewer samples the greatest of them stands for it.</summary>
    public const int LeastSamples = 20;

    private const double Share = 0.95;
    private const double Step = 0.08;

    /// <param name="known">The value so far.</param>
    /// <param name="sample">The new sample; above 0.</param>
    /// <param name="samples">How many came before.</param>
    public static double Next(double known, double sample, int samples)
    {
        return samples < LeastSamples ? Math.Max(known, sample)
            : sample > known ? known * Math.Exp(Step * Share)
            : known * Math.Exp(-Step * (1 - Share));
    }
}
