using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Limits;

/// <summary>How long a key, its account or a model under it rests after a failure that is not the provider's own.</summary>
internal static class KeyRest
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Refused = TimeSpan.FromHours(6);
    private static readonly TimeSpan NoModel = TimeSpan.FromHours(1);
    private static readonly TimeSpan Locked = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestHint = TimeSpan.FromHours(24);
    private static readonly TimeSpan ShortestHint = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestBusy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestBusy = TimeSpan.FromSeconds(1);

    /// <param name="outcome">How the attempt ended.</param>
    /// <param name="hint">How long the provider asked to wait.</param>
    /// <param name="strikes">Rests of this kind since the last success.</param>
    /// <returns><c>null</c> if the outcome says nothing about the key.</returns>
    public static TimeSpan? For(AttemptOutcome outcome, TimeSpan? hint, int strikes)
    {
        return outcome switch
        {
            AttemptOutcome.RateLimited => Bounded(hint, ShortestHint, LongestHint) ?? Backoff(strikes),
            AttemptOutcome.QuotaExhausted or AttemptOutcome.PaymentRequired => Bounded(hint, ShortestHint, LongestHint)
                ?? Long,
            AttemptOutcome.TooManyConcurrent => Bounded(hint, ShortestBusy, LongestBusy) ?? LongestBusy,
            AttemptOutcome.Unauthorized => strikes < 2 ? Long : Refused,
            AttemptOutcome.Forbidden => Long,
            AttemptOutcome.ModelNotFound => NoModel,
            AttemptOutcome.AccountLocked => Locked,
            _ => null,
        };
    }

    /// <summary>1 s, 2 s, 4 s and so on, up to half an hour.</summary>
    private static TimeSpan Backoff(int strikes) =>
        TimeSpan.FromSeconds(Math.Min(Long.TotalSeconds, Math.ScaleB(1, Math.Clamp(strikes, 0, 11))));

    // A provider's clock or unit may be off by far: neither a hint of nothing nor one of a year is believed.
    private static TimeSpan? Bounded(TimeSpan? hint, TimeSpan shortest, TimeSpan longest)
    {
        return hint switch
        {
            null => null,
            { } wait when wait < shortest => shortest,
            { } wait when wait > longest => longest,
            _ => hint,
        };
    }
}
