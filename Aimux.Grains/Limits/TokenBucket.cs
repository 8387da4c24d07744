namespace Aimux.Grains.Limits;

/// <summary>
/// A bucket that starts full, refills evenly, and may owe: what was used beyond the estimate is taken afterwards and
/// must refill before anything else passes. Immutable; time is a parameter.
/// </summary>
/// <param name="Capacity">Greatest level; above 0.</param>
/// <param name="PerSecond">Refill a second; above 0.</param>
/// <param name="Level">Level at <paramref name="At"/>; below 0 if the bucket owes.</param>
/// <param name="At">When the level was taken.</param>
internal readonly record struct TokenBucket(double Capacity, double PerSecond, double Level, DateTimeOffset At)
{
    // Levels are sums of many fractions: a request must not fail on the last bit of one.
    private const double Tolerance = 1e-6;

    private const double SecondsADay = 86_400;

    public static TokenBucket PerMinute(double limit, DateTimeOffset now) => new(limit, limit / 60.0, limit, now);

    public static TokenBucket PerDay(double limit, DateTimeOffset now) => new(limit, limit / SecondsADay, limit, now);

    /// <summary>The bucket as it stands now; a clock that steps back refills nothing, and goes on from there.</summary>
    public TokenBucket Refill(DateTimeOffset now)
    {
        if (now <= At)
        {
            return this with { At = now };
        }

        return this with
        {
            Level = Math.Min(Capacity, Level + (now - At).TotalSeconds * PerSecond),
            At = now,
        };
    }

    /// <summary>
    /// How long until <paramref name="amount"/> can be taken; zero if at once. More than the bucket holds needs a full
    /// bucket, since it would otherwise never pass.
    /// </summary>
    public TimeSpan WaitFor(double amount)
    {
        var missing = Math.Min(amount, Capacity) - Level;
        return missing <= Tolerance
            ? TimeSpan.Zero
            : TimeSpan.FromTicks((long)Math.Ceiling(missing / PerSecond * TimeSpan.TicksPerSecond));
    }

    /// <summary>Takes an amount, into debt if need be. A negative amount gives back, up to the capacity.</summary>
    public TokenBucket Take(double amount) => this with { Level = Math.Min(Capacity, Level - amount) };

    /// <summary>The same use, in tokens, under another limit for the same time.</summary>
    public TokenBucket Resize(double limit) =>
        new(limit, PerSecond * (limit / Capacity), Math.Min(limit, Level + (limit - Capacity)), At);
}
