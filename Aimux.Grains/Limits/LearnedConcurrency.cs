namespace Aimux.Grains.Limits;

/// <summary>
/// How many requests a provider carries at once, learned from its refusals as <see cref="LearnedRate"/> is: less in
/// proportion when it refuses, one more for every minute without a refusal.
/// </summary>
internal sealed class LearnedConcurrency
{
    private const double Kept = 0.7;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);

    private DateTimeOffset _raisedAt;

    /// <summary>Requests at once; <c>null</c> if nothing was learned, or it was forgotten.</summary>
    public int? Most { get; private set; }

    /// <summary>When the provider last refused.</summary>
    public DateTimeOffset CutAt { get; private set; }

    /// <param name="carried">What it carried when it refused one more.</param>
    /// <param name="now">When.</param>
    public void Cut(int carried, DateTimeOffset now)
    {
        Most = Math.Max(1, (int)(Math.Min(Most ?? int.MaxValue, carried) * Kept));
        (CutAt, _raisedAt) = (now, now);
    }

    /// <summary>Raises it by one for every minute that has passed.</summary>
    public void Check(int inFlight, DateTimeOffset now)
    {
        _raisedAt = _raisedAt > now ? now : _raisedAt;
        if (Most is not { } most || now - _raisedAt < Quiet)
        {
            return;
        }

        var minutes = (now - _raisedAt).Ticks / Quiet.Ticks;
        Most = inFlight < most && now - CutAt >= Remembered ? null : (int)Math.Min(int.MaxValue, most + minutes);
        _raisedAt += Quiet * minutes;
    }

    public void Forget() => Most = null;

    /// <summary>Takes up what was kept of it; the time that passed counts as quiet.</summary>
    public void Restore(int? most, DateTimeOffset cutAt, DateTimeOffset now)
    {
        Most = most is >= 1 && now - cutAt < Remembered ? most : null;
        (CutAt, _raisedAt) = (cutAt, cutAt);
    }
}
