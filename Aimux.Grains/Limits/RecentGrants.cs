namespace Aimux.Grains.Limits;

/// <summary>How many requests were granted within the last minute, to the second.</summary>
internal sealed class RecentGrants
{
    private const int Seconds = 60;

    private readonly int[] _counts = new int[Seconds];
    private long _second;
    private int _sum;

    public int Count(DateTimeOffset now)
    {
        MoveTo(now);
        return _sum;
    }

    /// <param name="count">Requests granted; below 0 for those that the provider refused after all.</param>
    /// <param name="now">When.</param>
    public void Add(int count, DateTimeOffset now)
    {
        MoveTo(now);
        _counts[_second % Seconds] += count;
        _sum += count;
    }

    private void MoveTo(DateTimeOffset now)
    {
        var second = now.UtcTicks / TimeSpan.TicksPerSecond;

        // A clock that steps back a little counts into the newest second; one that steps back far begins anew.
        var steps = second < _second - Seconds ? Seconds : Math.Min(second - _second, Seconds);
        for (var step = 1; step <= steps; step++)
        {
            var index = (second - steps + step) % Seconds;
            _sum -= _counts[index];
            _counts[index] = 0;
        }

        _second = steps > 0 ? second : _second;
    }
}
