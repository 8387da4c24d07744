namespace Aimux.Silo.Simulation;

/// <summary>
/// A bucket of a minute's worth that refills continuously. Counts in integers: one token is the ticks of a minute,
/// and each tick brings <c>limit</c> units, so waits come out exact. Not thread safe.
/// </summary>
internal sealed class TokenBucket(int limit)
{
    private const long UnitsPerToken = TimeSpan.TicksPerMinute;

    private readonly long _capacity = limit * UnitsPerToken;
    private long _level = limit * UnitsPerToken;
    private long _refilledAt;

    public int Limit => limit;

    public int Remaining => (int)(_level / UnitsPerToken);

    /// <summary>Time until the bucket is full.</summary>
    public TimeSpan UntilFull => TimeFor(_capacity);

    /// <summary>Brings the bucket to a moment, in ticks since the limiter was made.</summary>
    public void Refill(long now)
    {
        // A minute fills any bucket: more would only overflow.
        var elapsed = Math.Min(now - _refilledAt, TimeSpan.TicksPerMinute);
        if (elapsed > 0)
        {
            _level = Math.Min(_capacity, _level + (elapsed * limit));
            _refilledAt = now;
        }
    }

    /// <summary>Time until so many tokens can be taken; zero if now, null if never.</summary>
    public TimeSpan? Wait(long tokens) => tokens > limit ? null : TimeFor(tokens * UnitsPerToken);

    public void Take(long tokens) => _level -= tokens * UnitsPerToken;

    private TimeSpan TimeFor(long level) =>
        level <= _level ? TimeSpan.Zero : TimeSpan.FromTicks((level - _level + limit - 1) / limit);
}
