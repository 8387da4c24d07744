using System.Runtime.InteropServices;

namespace Aimux.Silo.Simulation;

/// <summary>One limit after a request: what is left, and the time until all of it is back.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RateLimitState(int Limit, int Remaining, TimeSpan Reset)
{
    public static RateLimitState? Of(TokenBucket? bucket) =>
        bucket is null ? null : new RateLimitState(bucket.Limit, bucket.Remaining, bucket.UntilFull);
}
