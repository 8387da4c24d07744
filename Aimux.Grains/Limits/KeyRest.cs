using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Limits;

/// <summary>How long a key, its account or a model under it rests after a failure that is not the provider's own.</summary>
internal static class KeyRest
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Refused = TimeSpan.FromHours(6);
    private static readonly TimeSpan Locked = TimeSpan.FromHours(24);
    private static readonly TimeSpan NoModel = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestNoModel = TimeSpan.FromHours(12);
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ShortestHint = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestHint = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestBusy = TimeSpan.FromMinutes(1);

    /// <summary>Quotas of a week or a month are told with the time of their end.</summary>
    private static readonly TimeSpan LongestQuota = TimeSpan.FromDays(31);

    /// <param name="outcome">How the attempt ended.</param>
    /// <param name="hint">How long the provider asked to wait.</param>
    /// <param name="strikes">Rests of this kind since the last success.</param>
    /// <returns><c>null</c> if the outcome says nothing about the key.</returns>
    public static TimeSpan? For(AttemptOutcome outcome, TimeSpan? hint, int strikes)
    {
        return outcome switch
        {
            AttemptOutcome.RateLimited => Bounded(hint, LongestHint) ?? Doubled(TimeSpan.FromSeconds(1), strikes, Long),
            AttemptOutcome.TooManyConcurrent => Bounded(hint, LongestBusy) ?? Busy,
            AttemptOutcome.QuotaExhausted => Bounded(hint, LongestQuota) ?? Long,
            AttemptOutcome.PaymentRequired => Bounded(hint, LongestHint) ?? Long,

            // Only its owner can mend the key; asked again now and then, it returns by itself once that is done.
            AttemptOutcome.Unauthorized => strikes < 2 ? Long : Refused,
            AttemptOutcome.AccountLocked => Locked,

            AttemptOutcome.Forbidden => Long,
            AttemptOutcome.ModelNotFound => Doubled(NoModel, strikes, LongestNoModel),
            _ => null,
        };
    }

    /// <summary>Twice as long with each strike, up to a bound.</summary>
    private static TimeSpan Doubled(TimeSpan first, int strikes, TimeSpan longest)
    {
        var seconds = Math.ScaleB(first.TotalSeconds, Math.Clamp(strikes, 0, 20));
        return TimeSpan.FromSeconds(Math.Min(longest.TotalSeconds, seconds));
    }

    // A provider's clock or unit may be off by far: neither a hint of nothing nor one of a year is believed.
    private static TimeSpan? Bounded(TimeSpan? hint, TimeSpan longest)
    {
        return hint switch
        {
            null => null,
            { } wait when wait < ShortestHint => ShortestHint,
            { } wait when wait > longest => longest,
            _ => hint,
        };
    }
}
