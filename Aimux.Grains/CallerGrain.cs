using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Limits;

namespace Aimux.Grains;

/// <summary>One caller. Its bucket starts full with each activation: a minute's worth at the most is forgotten.</summary>
internal sealed class CallerGrain(TimeProvider time) : Grain, ICallerGrain
{
    private TokenBucket? _bucket;

    public ValueTask<TimeSpan> TryPass(int perMinute)
    {
        var now = time.GetUtcNow();
        var bucket = (_bucket ?? TokenBucket.PerMinute(perMinute, now)).Refill(now);
        if (bucket.Capacity is var capacity && (int)capacity != perMinute)
        {
            bucket = bucket.Resize(perMinute);
        }

        var wait = bucket.WaitFor(1);
        _bucket = wait > TimeSpan.Zero ? bucket : bucket.Take(1);
        return ValueTask.FromResult(wait);
    }
}
