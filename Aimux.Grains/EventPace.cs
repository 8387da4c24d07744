namespace Aimux.Grains;

/// <summary>Stamps the changes of one subject in order, and says when the next small one is worth telling.</summary>
internal sealed class EventPace
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);

    private DateTimeOffset _told;
    private long _stamp;

    /// <summary>A stamp above all earlier ones of this subject, those of earlier activations included.</summary>
    public long Stamp(DateTimeOffset now) => _stamp = Math.Max(_stamp + 1, now.UtcTicks);

    /// <summary>Whether a change should go out to other processes now.</summary>
    public bool ShouldTell(DateTimeOffset now, bool important)
    {
        if (!important && now - _told < Least)
        {
            return false;
        }

        _told = now;
        return true;
    }
}
