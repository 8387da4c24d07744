using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Limits;

/// <summary>A time before which something is not asked. It only ever moves later, until somebody ends it.</summary>
internal sealed class RestState
{
    private int _strikes;

    public DateTimeOffset? Until { get; private set; }

    public AttemptOutcome? Reason { get; private set; }

    /// <summary>Rests for one reason since the last success.</summary>
    public int Strikes(AttemptOutcome reason) => Reason == reason ? _strikes : 0;

    public int Strikes() => _strikes;

    public bool Holds(DateTimeOffset now) => Until > now;

    /// <returns>Whether it moved: a time that is over, or earlier than the one already set, changes nothing.</returns>
    public bool Begin(DateTimeOffset until, AttemptOutcome reason, DateTimeOffset now)
    {
        if (until <= now || until <= Until)
        {
            return false;
        }

        // Many attempts may learn of one refusal: only the first makes the next rest longer.
        if (!Holds(now))
        {
            _strikes = Strikes(reason) + 1;
        }
        else if (reason != Reason)
        {
            _strikes = 1;
        }

        (Until, Reason) = (until, reason);
        return true;
    }

    /// <summary>A success that began before the rest says nothing about it.</summary>
    public void OnSuccess(DateTimeOffset now) => _strikes = Holds(now) ? _strikes : 0;

    public void End() => (Until, Reason, _strikes) = (null, null, 0);

    /// <summary>Takes up what was kept of it.</summary>
    public void Restore(DateTimeOffset? until, AttemptOutcome? reason, int strikes) =>
        (Until, Reason, _strikes) = (until, reason, strikes);
}
