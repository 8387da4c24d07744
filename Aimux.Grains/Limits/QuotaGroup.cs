using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Limits;

/// <summary>
/// All limits of one quota group in one place: what its keys share (buckets, concurrency, a rest of the account) and
/// what is each key's own (leases, its rest, its resting models). What is configured holds; where nothing is, what the
/// provider says; where it says nothing, what its refusals teach. Not thread safe: its owner is a grain.
/// </summary>
internal sealed partial class QuotaGroup
{
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, KeyState> _left = new(StringComparer.Ordinal);
    private readonly LeaseTable _leases;
    private readonly RestState _rest = new();
    private readonly SharedBuckets _buckets = new();
    private readonly ReportedLimits _reported = new();
    private readonly LearnedRate _rate = new();
    private readonly LearnedConcurrency _concurrency = new();
    private readonly RecentGrants _recent = new();
    private Dictionary<string, KeyState> _keys = new(StringComparer.Ordinal);
    private KeyLimits _limits = KeyLimits.Unknown;
    private long _learnedUpTo = long.MinValue;

    public QuotaGroup(ImmutableArray<KeyDefinition> keys, LeaseTable leases, DateTimeOffset now)
    {
        _leases = leases;
        Configure(keys, now);
    }

    /// <summary>Its keys, as the catalog orders them.</summary>
    public ImmutableArray<KeyState> Keys { get; private set; } = [];

    /// <summary>When the last rest of the whole group ends or ended.</summary>
    public DateTimeOffset? RestsUntil => _rest.Until;

    /// <summary>Whether it has something to count through the day.</summary>
    public bool CountsDays => _limits.RequestsPerDay is not null;

    public double? LearnedPerMinute => _rate.PerMinute;

    public int? LearnedAtOnce => _concurrency.Most;

    /// <summary>Takes over changed keys and limits without forgetting what was used.</summary>
    public void Configure(ImmutableArray<KeyDefinition> keys, DateTimeOffset now)
    {
        var before = _keys;
        _keys = keys.ToDictionary(
            key => key.Id,
            key => before.GetValueOrDefault(key.Id) ?? _left.GetValueOrDefault(key.Id) ?? new KeyState(key),
            StringComparer.Ordinal
        );
        foreach (var key in keys)
        {
            _keys[key.Id].Definition = key;
            _left.Remove(key.Id);
        }

        // One that comes back is as the operator and the provider left it.
        foreach (var (id, gone) in before.Where(known => !_keys.ContainsKey(known.Key)))
        {
            if (gone.Disabled || gone.Rest.Holds(now))
            {
                _left[id] = gone;
            }
        }

        Keys = [.. keys.Select(key => _keys[key.Id])];
        if (!keys.IsEmpty)
        {
            _limits = GroupLimits.Of(keys);
            SizeBuckets(now);
        }
    }

    /// <returns><c>null</c> if the group has no such key (any more).</returns>
    public KeyState? Find(string keyId) => _keys.GetValueOrDefault(keyId);

    public AcquireResult TryAcquire(LeaseRequest request, DateTimeOffset now)
    {
        _leases.Expire(now);
        if (Find(request.KeyId) is not { } key)
        {
            return new AcquireResult(null, RefusalReason.UnknownKey);
        }

        if (key.Disabled)
        {
            return new AcquireResult(null, RefusalReason.Disabled);
        }

        if (Later(Rest(key).Until, key.Models.Until(request.UpstreamModel, now)) is { } until && until > now)
        {
            return new AcquireResult(null, RefusalReason.Resting, until);
        }

        _concurrency.Check(_leases.Count, now);
        if (_leases.Count >= _limits.Concurrency || _leases.Count >= _concurrency.Most)
        {
            // When a lease comes back is not known; it is worth asking again soon.
            return new AcquireResult(null, RefusalReason.Concurrency, now + BusyPause);
        }

        _rate.Check(_recent.Count(now), now);
        var tokens = Math.Max(0, request.EstimatedTokens);
        var wait = Wait(tokens, now);
        if (wait.Reason != RefusalReason.None)
        {
            if (wait.Time == LearnedWait(now))
            {
                _rate.OnRefused();
            }

            return new AcquireResult(null, wait.Reason, now + wait.Time);
        }

        _buckets.Take(tokens);
        _reported.OnGranted(tokens);
        _rate.Take(now);
        _recent.Add(1, now);
        var (id, expiresAt) = _leases.Grant(key, tokens, now);
        if (IsTrial(key, now))
        {
            key.TrialLease = id;
        }

        return new AcquireResult(new Lease(id, key.Definition.Id, expiresAt));
    }

    /// <summary>When a request of ordinary size can next be granted, as far as the group as a whole tells; <c>null</c> if at once.</summary>
    public DateTimeOffset? OpensAt(DateTimeOffset now)
    {
        var wait = Wait(1, now);
        return wait.Time > TimeSpan.Zero ? now + wait.Time : null;
    }

    public KeySnapshot Snapshot(KeyState key, DateTimeOffset now)
    {
        _leases.Expire(now);
        var (until, reason) = Rest(key);
        return new KeySnapshot(
            key.Definition.Id,
            key.Definition.ProviderId,
            key.InFlight,
            until,
            reason,
            key.Disabled,
            OpensAt(now),
            key.Models.All
        );
    }

    /// <summary>Puts a key back into service, and ends every rest that keeps it from serving.</summary>
    public void Enable(KeyState key)
    {
        key.Disabled = false;
        Wake(key);
    }

    /// <summary>The key has another secret: what was said of the old one counts no longer.</summary>
    public void Renew(KeyState key)
    {
        Wake(key);
        if (Keys.Length == 1)
        {
            // It may be of another account.
            _reported.Forget();
            _rate.Forget();
            _concurrency.Forget();
        }
    }

    private void Wake(KeyState key)
    {
        key.Rest.End();
        key.Models.End();
        key.TrialLease = 0;
        _rest.End();
    }

    private static bool IsTrial(KeyState key, DateTimeOffset now) =>
        key.TrialLease == 0 && key.Rest.Strikes(AttemptOutcome.Unauthorized) > 0 && !key.Rest.Holds(now);

    private LimitWait Wait(int tokens, DateTimeOffset now)
    {
        return _buckets.Wait(tokens, now).Or(_reported.Wait(tokens, now)).Or(RefusalReason.Requests, LearnedWait(now));
    }

    private TimeSpan? LearnedWait(DateTimeOffset now) => _buckets.KnowsRequests ? null : _rate.Wait(now);

    private (DateTimeOffset? Until, AttemptOutcome? Reason) Rest(KeyState key) =>
        _rest.Until is null || key.Rest.Until > _rest.Until
            ? (key.Rest.Until, key.Rest.Reason)
            : (_rest.Until, _rest.Reason);

    private void SizeBuckets(DateTimeOffset now) =>
        _buckets.Size(
            _limits.RequestsPerMinute ?? _reported.RequestsPerMinute,
            _limits.TokensPerMinute ?? _reported.TokensPerMinute,
            _limits.RequestsPerDay,
            now
        );

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other > one ? other : one;
}
