using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Limits;

/// <summary>How long a key rests after a failure that is the key's own.</summary>
internal static class KeyRest
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestHint = TimeSpan.FromHours(24);
    private static readonly TimeSpan ShortestHint = TimeSpan.FromMilliseconds(50);

    /// <param name="outcome">How the attempt ended.</param>
    /// <param name="hint">How long the provider asked to wait.</param>
    /// <param name="strikes">Rests of this kind since the last success.</param>
    /// <returns><c>null</c> if the outcome says nothing about the key.</returns>
    public static TimeSpan? For(AttemptOutcome outcome, TimeSpan? hint, int strikes)
    {
        return outcome switch
        {
            AttemptOutcome.RateLimited => Bounded(hint) ?? Backoff(strikes),
            AttemptOutcome.QuotaExhausted or AttemptOutcome.PaymentRequired => Bounded(hint) ?? Long,
            AttemptOutcome.Unauthorized => Long,
            _ => null,
        };
    }

    /// <summary>1 s, 2 s, 4 s and so on, up to half an hour.</summary>
    private static TimeSpan Backoff(int strikes) =>
        TimeSpan.FromSeconds(Math.Min(Long.TotalSeconds, Math.ScaleB(1, Math.Clamp(strikes, 0, 11))));

    // A provider's clock or unit may be off by far: neither a hint of nothing nor one of a year is believed.
    private static TimeSpan? Bounded(TimeSpan? hint)
    {
        return hint switch
        {
            null => null,
            { } wait when wait < ShortestHint => ShortestHint,
            { } wait when wait > LongestHint => LongestHint,
            _ => hint,
        };
    }
}
