using Aimux.Grains.Limits;

namespace Aimux.Tests.VirtualTime;

/// <summary>An upstream under way: what is in flight there, and what its keys have left.</summary>
internal sealed class VirtualUpstream(Upstream truth, DateTimeOffset began)
{
    /// <summary>What a refusal takes, ms.</summary>
    private const double RefusalMs = 20;

    private readonly TokenBucket[] _buckets = truth.NewBuckets(began);

    public Upstream Truth => truth;

    public int InFlight { get; private set; }

    /// <summary>Whether a key would be admitted now.</summary>
    public bool Admits(int key, DateTimeOffset now) =>
        _buckets.Length == 0 || _buckets[key].Refill(now).WaitFor(1) == TimeSpan.Zero;

    /// <summary>Whether any key would be.</summary>
    public bool AdmitsAny(DateTimeOffset now)
    {
        for (var key = 0; key < truth.Keys; key++)
        {
            if (Admits(key, now))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes a request, and draws what will come of it.</summary>
    public VirtualAnswer Begin(int key, double tokens, double seconds, DateTimeOffset now, Random random)
    {
        InFlight++;
        if (truth.IsDown(seconds))
        {
            return new VirtualAnswer(VirtualEnd.Down, RefusalMs / 10, 0);
        }

        if (!Admits(key, now))
        {
            return new VirtualAnswer(VirtualEnd.Refused, RefusalMs, 0)
            {
                RetryAfter = _buckets[key].Refill(now).WaitFor(1),
            };
        }

        if (_buckets.Length > 0)
        {
            _buckets[key] = _buckets[key].Refill(now).Take(1);
        }

        var slowdown = truth.Slowdown(InFlight);
        var first = truth.FirstTokenMs(seconds) * Math.Exp(truth.Spread * Normal(random)) * slowdown;
        return random.NextDouble() < truth.FailureRate(seconds)
            ? new VirtualAnswer(VirtualEnd.Failed, first / 2, 0)
            : new VirtualAnswer(VirtualEnd.Served, first, tokens * 1000 / truth.TokensPerSecond * slowdown);
    }

    public void End() => InFlight--;

    // Box and Muller, 1958.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
