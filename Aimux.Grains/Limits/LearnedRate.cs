namespace Aimux.Grains.Limits;

/// <summary>
/// The requests a minute of a provider that tells no limit, learned from its refusals: less in proportion when it
/// refuses, more by a little for every minute in which the limit was reached and nothing refused. Of all such rules
/// only this one leads to a fair and steady share (Chiu and Jain, "Analysis of the Increase and Decrease Algorithms for
/// Congestion Avoidance in Computer Networks", Computer Networks and ISDN Systems 17, 1989).
/// </summary>
internal sealed class LearnedRate
{
    private const int LeastServed = 3;
    private const double Kept = 0.9;
    private const double Raise = 0.05;
    private const double Bound = 0.9;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(30);

    private TokenBucket? _bucket;
    private DateTimeOffset _checkedAt;
    private DateTimeOffset _boundAt;
    private bool _refused;
    private (int Served, DateTimeOffset At)? _suspected;

    /// <summary>Requests a minute; <c>null</c> if nothing was learned, or it was forgotten.</summary>
    public double? PerMinute => _bucket?.Capacity;

    /// <summary>When it last mattered.</summary>
    public DateTimeOffset BoundAt => _boundAt;

    /// <summary>The provider has refused.</summary>
    /// <param name="served">What it let pass within the last minute.</param>
    /// <param name="rest">How long nothing will be asked of it now.</param>
    /// <param name="now">When.</param>
    /// <returns>Whether the limit is another now.</returns>
    public bool Cut(int served, TimeSpan rest, DateTimeOffset now)
    {
        if (_bucket is null && !IsConfirmed(served, now))
        {
            return false;
        }

        var limit = Math.Max(1, Math.Min(PerMinute ?? double.MaxValue, served) * Kept);

        // Its bucket was empty, and when the rest is over it has refilled in part: by one request at least.
        var refilled = limit / 60 * rest.TotalSeconds;
        _bucket = new TokenBucket(limit, limit / 60, Math.Max(0, 1 - refilled), now);
        (_checkedAt, _boundAt, _refused) = (now, now, false);
        return true;
    }

    /// <summary>Raises the limit, or forgets it, when a minute has passed.</summary>
    public void Check(int granted, DateTimeOffset now)
    {
        _checkedAt = _checkedAt > now ? now : _checkedAt;
        if (_bucket is not { } bucket || now - _checkedAt < Quiet)
        {
            return;
        }

        if (_refused || granted >= Bound * bucket.Capacity)
        {
            _bucket = bucket.Refill(now).Resize(bucket.Capacity + Math.Max(1, Raise * bucket.Capacity));
            _boundAt = now;
        }
        else if (now - _boundAt >= Remembered)
        {
            _bucket = null;
        }

        (_checkedAt, _refused) = (now, false);
    }

    /// <summary>How long until a request can pass; <c>null</c> if nothing is known against it.</summary>
    /// <summary>What is left of the rate that was learned; <c>null</c> if none was.</summary>
    public TokenBucket? Bucket(DateTimeOffset now) => _bucket?.Refill(now);

    public TimeSpan? Wait(DateTimeOffset now) => _bucket?.Refill(now).WaitFor(1);

    public void Take(DateTimeOffset now) => _bucket = _bucket?.Refill(now).Take(1);

    /// <summary>It was this limit that refused a request.</summary>
    public void OnRefused() => _refused = true;

    public void Forget() => (_bucket, _suspected) = (null, null);

    /// <summary>Takes up what was kept of it, unless that is long ago.</summary>
    public void Restore(double? perMinute, DateTimeOffset boundAt, DateTimeOffset now)
    {
        if (perMinute is >= 1 and < int.MaxValue && now - boundAt < Remembered)
        {
            _bucket = new TokenBucket(perMinute.Value, perMinute.Value / 60, perMinute.Value, now);
            (_checkedAt, _boundAt) = (now, boundAt);
        }
    }

    /// <summary>One refusal may be of anything; two after about as many requests are a limit.</summary>
    private bool IsConfirmed(int served, DateTimeOffset now)
    {
        var before = _suspected is { } suspected && now - suspected.At < Remembered ? suspected.Served : 0;
        _suspected = (served, now);
        return served >= LeastServed && served <= 2 * before && before <= 2 * served;
    }
}
