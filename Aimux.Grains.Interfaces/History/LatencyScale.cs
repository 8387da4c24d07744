namespace Aimux.Grains.Interfaces.History;

/// <summary>
/// A scale of times for histograms: three buckets to each doubling, from 1 ms to 65 s, so that a percentile read in the
/// middle of a bucket is within an eighth of the truth (log-linear histograms, as in HdrHistogram, with coarse steps).
/// </summary>
public static class LatencyScale
{
    /// <summary>How many buckets; the first holds all below 1 ms, the last all above.</summary>
    public const int Buckets = 48;

    private const double PerDoubling = 3;

    /// <summary>The bucket of a time.</summary>
    /// <param name="ms">The time, ms.</param>
    public static int BucketOf(double ms) => ms <= 1 ? 0 : (int)Math.Min(Buckets - 1, Math.Log2(ms) * PerDoubling);

    /// <summary>The time, ms, that stands for those of a bucket: the geometric middle of its bounds.</summary>
    public static double MiddleOf(int bucket) => Math.Pow(2, (bucket + 0.5) / PerDoubling);

    /// <summary>Reads the percentiles of a histogram.</summary>
    /// <returns><c>null</c> if it is empty.</returns>
    public static Percentiles? Read(ReadOnlySpan<long> counts)
    {
        var total = 0L;
        foreach (var count in counts)
        {
            total += count;
        }

        return total == 0
            ? null
            : new Percentiles(At(counts, total, 0.5), At(counts, total, 0.95), At(counts, total, 0.99));
    }

    private static double At(ReadOnlySpan<long> counts, long total, double share)
    {
        var rank = (long)Math.Ceiling(total * share);
        var seen = 0L;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            seen += counts[bucket];
            if (seen >= rank)
            {
                return MiddleOf(bucket);
            }
        }

        return MiddleOf(counts.Length - 1);
    }
}
