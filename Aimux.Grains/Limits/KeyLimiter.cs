using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Limits;

/// <summary>
/// All limits of one key in one place: its rest, its buckets of requests and tokens, its concurrency, its leases.
/// Not thread safe: its owner is a grain.
/// </summary>
internal sealed class KeyLimiter
{
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    private readonly KeyDefinition _key;
    private readonly LeaseTable _leases;
    private TokenBucket? _requests;
    private TokenBucket? _tokens;
    private TokenBucket? _day;
    private KeyLimits _limits = KeyLimits.Unknown;
    private int _strikes;

    public KeyLimiter(KeyDefinition key, LeaseTable leases, DateTimeOffset now)
    {
        _key = key;
        _leases = leases;
        Configure(key.Limits, now);
    }

    public string ProviderId => _key.ProviderId;

    public DateTimeOffset? RestsUntil { get; private set; }

    public AttemptOutcome? RestReason { get; private set; }

    public bool Disabled { get; set; }

    /// <summary>Takes over changed limits without forgetting what was used.</summary>
    public void Configure(KeyLimits limits, DateTimeOffset now)
    {
        _limits = limits;
        _requests = Sized(_requests, limits.RequestsPerMinute, TokenBucket.PerMinute, now);
        _tokens = Sized(_tokens, limits.TokensPerMinute, TokenBucket.PerMinute, now);
        _day = Sized(_day, limits.RequestsPerDay, TokenBucket.PerDay, now);
    }

    public AcquireResult TryAcquire(int estimatedTokens, DateTimeOffset now)
    {
        _leases.Expire(now);
        if (Disabled)
        {
            return new AcquireResult(null, RefusalReason.Disabled);
        }

        if (RestsUntil > now)
        {
            return new AcquireResult(null, RefusalReason.Resting, RestsUntil);
        }

        if (_leases.Count >= _limits.Concurrency)
        {
            // When a lease comes back is not known; it is worth asking again soon.
            return new AcquireResult(null, RefusalReason.Concurrency, now + BusyPause);
        }

        var requests = _requests = _requests?.Refill(now);
        var tokens = _tokens = _tokens?.Refill(now);
        var day = _day = _day?.Refill(now);
        var (refusal, wait) = LongestWait(requests?.WaitFor(1), tokens?.WaitFor(estimatedTokens), day?.WaitFor(1));
        if (refusal != RefusalReason.None)
        {
            return new AcquireResult(null, refusal, now + wait);
        }

        _requests = requests?.Take(1);
        _tokens = tokens?.Take(estimatedTokens);
        _day = day?.Take(1);
        var (id, expiresAt) = _leases.Grant(estimatedTokens, now);
        return new AcquireResult(new Lease(id, _key.Id, expiresAt));
    }

    /// <summary>Takes a lease back and draws the conclusions of its outcome.</summary>
    /// <returns>Whether the key started or ended a rest.</returns>
    public bool Report(KeyReport report, DateTimeOffset now)
    {
        _leases.Expire(now);
        if (_leases.TryRelease(report.LeaseId, out var lease))
        {
            // Without a count the reservation stands: to undercount would spend what the provider has counted.
            _tokens = _tokens?.Refill(now).Take((report.TokensUsed ?? lease.ReservedTokens) - lease.ReservedTokens);
        }

        if (report.Outcome == AttemptOutcome.Succeeded)
        {
            // A success that began before the rest says nothing about it.
            _strikes = RestsUntil > now ? _strikes : 0;
            return false;
        }

        return KeyRest.For(report.Outcome, report.RetryAfter, _strikes) is { } rest
            && Rest(now + rest, report.Outcome, now);
    }

    /// <summary>Lets the key rest until a later time; an earlier one than already set changes nothing.</summary>
    public bool Rest(DateTimeOffset until, AttemptOutcome reason, DateTimeOffset now)
    {
        if (until <= now || until <= RestsUntil)
        {
            return false;
        }

        // Many attempts may learn of one refusal: only the first makes the next rest longer.
        _strikes += RestsUntil > now ? 0 : 1;
        RestsUntil = until;
        RestReason = reason;
        return true;
    }

    /// <summary>Ends any rest at once.</summary>
    public void Wake()
    {
        RestsUntil = null;
        RestReason = null;
        _strikes = 0;
    }

    public KeySnapshot Snapshot(DateTimeOffset now)
    {
        _leases.Expire(now);
        var wait = LongestWait(Wait(_requests, now), Wait(_tokens, now), Wait(_day, now)).Wait;
        return new KeySnapshot(
            _key.Id,
            _key.ProviderId,
            _leases.Count,
            RestsUntil,
            RestReason,
            Disabled,
            wait > TimeSpan.Zero ? now + wait : null,
            []
        );
    }

    private static (RefusalReason Reason, TimeSpan Wait) LongestWait(
        TimeSpan? requests,
        TimeSpan? tokens,
        TimeSpan? day
    )
    {
        var (reason, wait) = (RefusalReason.None, TimeSpan.Zero);
        if (requests > wait)
        {
            (reason, wait) = (RefusalReason.Requests, requests.Value);
        }

        if (tokens > wait)
        {
            (reason, wait) = (RefusalReason.Tokens, tokens.Value);
        }

        return day > wait ? (RefusalReason.Day, day.Value) : (reason, wait);
    }

    private static TimeSpan? Wait(TokenBucket? bucket, DateTimeOffset now) => bucket?.Refill(now).WaitFor(1);

    private static TokenBucket? Sized(
        TokenBucket? bucket,
        int? limit,
        Func<int, DateTimeOffset, TokenBucket> create,
        DateTimeOffset now
    ) => limit is { } size ? bucket?.Refill(now).Resize(size) ?? create(size, now) : null;
}
