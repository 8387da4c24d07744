using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Dashboard.Live;

/// <summary>Tells how providers and keys stand from what their grains said.</summary>
public static class Standings
{
    /// <summary>More failures than this share of a minute's attempts make a provider degraded.</summary>
    public const double DegradedShare = 0.1;

    private const int FewestAttempts = 5;

    /// <summary>How a key stands.</summary>
    /// <param name="key">What its grain said last; <c>null</c> if nothing.</param>
    /// <param name="now">The time.</param>
    public static Standing OfKey(KeySnapshot? key, DateTimeOffset now)
    {
        if (key is null)
        {
            return new Standing(Condition.Unknown);
        }

        if (key.Disabled)
        {
            return new Standing(Condition.Paused);
        }

        if (key.RestsUntil > now)
        {
            return new Standing(OfRest(key.RestReason), key.RestsUntil, key.RestReason);
        }

        return key.OpensAt > now ? new Standing(Condition.Cooling, key.OpensAt) : new Standing(Condition.Ready);
    }

    /// <summary>How a provider stands.</summary>
    /// <param name="breaker">Its breaker.</param>
    /// <param name="keys">How its keys stand.</param>
    /// <param name="attempts">Attempts of the last minute that ended well or badly.</param>
    /// <param name="failures">Those of them that ended badly.</param>
    /// <param name="isKnown">Whether it was ever measured.</param>
    public static Standing OfProvider(
        BreakerSnapshot breaker,
        IReadOnlyList<Standing> keys,
        long attempts,
        long failures,
        bool isKnown
    )
    {
        switch (breaker.Status)
        {
            case BreakerStatus.Isolated:
                return new Standing(Condition.Paused);
            case BreakerStatus.Open or BreakerStatus.HalfOpen:
                return new Standing(Condition.Cooling, breaker.ReopensAt, breaker.Cause);
        }

        var serving = keys.Count(key => key.Serves);
        if (serving == 0 && keys.Count > 0)
        {
            return OfResting(keys);
        }

        var fails = attempts >= FewestAttempts && failures > attempts * DegradedShare;
        return serving < keys.Count(key => key.Condition != Condition.Paused) || fails
                ? new Standing(Condition.Degraded)
            : isKnown ? new Standing(Condition.Ready)
            : new Standing(Condition.Unknown);
    }

    /// <summary>No key serves: the one that comes back first says when, and what they share says why.</summary>
    private static Standing OfResting(IReadOnlyList<Standing> keys)
    {
        var first = keys.Where(key => key.Condition != Condition.Paused)
            .OrderBy(key => key.Until ?? DateTimeOffset.MaxValue)
            .ThenBy(key => key.Condition)
            .FirstOrDefault(new Standing(Condition.Paused));
        var alike = keys.All(key => key.Condition == first.Condition || key.Condition == Condition.Paused);
        return alike ? first : first with { Condition = Condition.Cooling };
    }

    private static Condition OfRest(AttemptOutcome? reason) =>
        reason switch
        {
            AttemptOutcome.Unauthorized or AttemptOutcome.Forbidden or AttemptOutcome.AccountLocked =>
                Condition.AuthFailed,
            AttemptOutcome.PaymentRequired or AttemptOutcome.QuotaExhausted => Condition.QuotaExhausted,
            _ => Condition.Cooling,
        };
}
