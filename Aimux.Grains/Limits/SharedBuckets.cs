using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Limits;

/// <summary>The buckets that all keys of a group draw from; <c>null</c> where no limit is known.</summary>
internal sealed class SharedBuckets
{
    public const string RequestsName = "requests a minute";
    public const string TokensName = "tokens a minute";

    private TokenBucket? _requests;
    private TokenBucket? _tokens;
    private TokenBucket? _day;

    public bool KnowsRequests => _requests is not null;

    /// <summary>Requests of the day that have not come in again, and when that was so.</summary>
    public (double Used, DateTimeOffset At)? DayUse => _day is { } day ? (day.Capacity - day.Level, day.At) : null;

    /// <summary>Takes over changed limits without forgetting what was used.</summary>
    public void Size(double? requestsPerMinute, double? tokensPerMinute, double? requestsPerDay, DateTimeOffset now)
    {
        _requests = Sized(_requests, requestsPerMinute, TokenBucket.PerMinute, now);
        _tokens = Sized(_tokens, tokensPerMinute, TokenBucket.PerMinute, now);
        _day = Sized(_day, requestsPerDay, TokenBucket.PerDay, now);
    }

    /// <summary>Takes up what was used of the day; the time since then has brought some of it in again.</summary>
    public void RestoreDay(double used, DateTimeOffset at, DateTimeOffset now)
    {
        if (_day is { } day && double.IsFinite(used))
        {
            _day = (day with { Level = day.Capacity - Math.Max(0, used), At = at < now ? at : now }).Refill(now);
        }
    }

    /// <summary>Those that are known, as they stand now.</summary>
    public IEnumerable<(string Name, LimitUnit Unit, TokenBucket Bucket)> All(DateTimeOffset now)
    {
        if (_requests?.Refill(now) is { } requests)
        {
            yield return (RequestsName, LimitUnit.Requests, requests);
        }

        if (_tokens?.Refill(now) is { } tokens)
        {
            yield return (TokensName, LimitUnit.Tokens, tokens);
        }

        if (_day?.Refill(now) is { } day)
        {
            yield return ("requests a day", LimitUnit.Requests, day);
        }
    }

    public LimitWait Wait(int tokens, DateTimeOffset now)
    {
        _requests = _requests?.Refill(now);
        _tokens = _tokens?.Refill(now);
        _day = _day?.Refill(now);
        return LimitWait
            .None.Or(RefusalReason.Requests, _requests?.WaitFor(1))
            .Or(RefusalReason.Tokens, _tokens?.WaitFor(tokens))
            .Or(RefusalReason.Day, _day?.WaitFor(1));
    }

    /// <summary>Takes one request of so many tokens, as of the time of the last <see cref="Wait"/>.</summary>
    public void Take(int tokens)
    {
        _requests = _requests?.Take(1);
        _tokens = _tokens?.Take(tokens);
        _day = _day?.Take(1);
    }

    /// <param name="tokens">Tokens used beyond what was reserved; below 0 if fewer were used.</param>
    /// <param name="now">When.</param>
    public void Settle(int tokens, DateTimeOffset now) => _tokens = _tokens?.Refill(now).Take(tokens);

    private static TokenBucket? Sized(
        TokenBucket? bucket,
        double? limit,
        Func<double, DateTimeOffset, TokenBucket> create,
        DateTimeOffset now
    ) =>
        limit is not { } size ? null
        : bucket is not { } known ? create(size, now)
        : Math.Abs(known.Capacity - size) < double.Epsilon ? known
        : known.Refill(now).Resize(size);
}
