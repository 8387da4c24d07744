using System.Collections.Concurrent;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Dashboard.Live;

/// <summary>
/// The newest of what was heard of each provider and key. Written by whoever brings an event, read by the feed; an event
/// that is older than what is known of its subject changes nothing.
/// </summary>
internal sealed class ClusterFold
{
    private readonly ConcurrentDictionary<string, Stamped<BreakerSnapshot>> _breakers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Stamped<KeySnapshot>> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Provider, string Model, int Size), Stamped<ModelSpeed>> _speeds = [];
    private readonly ConcurrentDictionary<(string Provider, string Model), Stamped<ModelRest>> _rests = [];

    /// <summary>Takes an event in.</summary>
    /// <returns>Whether a state changed that should be seen at once; figures that change with every request are not.</returns>
    public bool Apply(ClusterEvent change, DateTimeOffset now) =>
        change switch
        {
            CatalogChanged => true,
            BreakerChanged breaker => Apply(breaker),
            KeyChanged key => Apply(key, now),
            ModelRested rested => Put(_rests, (rested.ProviderId, rested.Rest.UpstreamModel), rested.Rest, rested.Stamp)
                is not Order.Old,
            SpeedChanged speed => Put(
                _speeds,
                (speed.ProviderId, speed.Speed.UpstreamModel, speed.Speed.InputSize),
                speed.Speed,
                speed.Stamp
            ) is Order.First,
            _ => false,
        };

    /// <summary>Takes in what a grain says of itself; what was heard meanwhile is newer.</summary>
    public void Add(ProviderSnapshot provider)
    {
        _breakers.TryAdd(provider.ProviderId, new Stamped<BreakerSnapshot>(provider.Breaker, 0));
        foreach (var speed in provider.Speeds)
        {
            _speeds.TryAdd(
                (provider.ProviderId, speed.UpstreamModel, speed.InputSize),
                new Stamped<ModelSpeed>(speed, 0)
            );
        }

        foreach (var rest in provider.RestingModels)
        {
            _rests.TryAdd((provider.ProviderId, rest.UpstreamModel), new Stamped<ModelRest>(rest, 0));
        }
    }

    /// <inheritdoc cref="Add(ProviderSnapshot)"/>
    public void Add(KeySnapshot key) => _keys.TryAdd(key.KeyId, new Stamped<KeySnapshot>(key, 0));

    public BreakerSnapshot Breaker(string providerId) =>
        _breakers.TryGetValue(providerId, out var known) ? known.Value : BreakerSnapshot.Closed;

    public KeySnapshot? Key(string keyId) => _keys.TryGetValue(keyId, out var known) ? known.Value : null;

    public ImmutableArray<ModelSpeed> Speeds(string providerId) =>
        [
            .. _speeds
                .Where(speed => speed.Key.Provider == providerId)
                .Select(speed => speed.Value.Value)
                .OrderBy(speed => speed.UpstreamModel, StringComparer.Ordinal)
                .ThenBy(speed => speed.InputSize),
        ];

    public ImmutableArray<ModelRest> Rests(string providerId, DateTimeOffset now) =>
        [
            .. _rests
                .Where(rest => rest.Key.Provider == providerId && rest.Value.Value.Until > now)
                .Select(rest => rest.Value.Value),
        ];

    /// <summary>Forgets what is not in the catalog any more.</summary>
    public void Keep(CatalogIndex catalog)
    {
        Forget(_breakers, catalog.FindProvider);
        Forget(_keys, catalog.FindKey);
        foreach (var speed in _speeds.Keys.Where(speed => catalog.FindProvider(speed.Provider) is null))
        {
            _speeds.TryRemove(speed, out _);
        }

        foreach (var rest in _rests.Keys.Where(rest => catalog.FindProvider(rest.Provider) is null))
        {
            _rests.TryRemove(rest, out _);
        }
    }

    private static void Forget<T>(ConcurrentDictionary<string, T> all, Func<string, object?> find)
    {
        foreach (var gone in all.Keys.Where(id => find(id) is null))
        {
            all.TryRemove(gone, out _);
        }
    }

    private bool Apply(BreakerChanged change)
    {
        var before = Breaker(change.ProviderId);
        return Put(_breakers, change.ProviderId, change.Breaker, change.Stamp) != Order.Old && before != change.Breaker;
    }

    private bool Apply(KeyChanged change, DateTimeOffset now)
    {
        var before = Key(change.Key.KeyId);
        if (Put(_keys, change.Key.KeyId, change.Key, change.Stamp) == Order.Old)
        {
            return false;
        }

        var rests = change.Key.RestsUntil > now;
        return before is null
            || before.Disabled != change.Key.Disabled
            || before.RestsUntil > now != rests
            || rests && before.RestsUntil != change.Key.RestsUntil
            || before.OpensAt > now != change.Key.OpensAt > now;
    }

    private static Order Put<TKey, T>(ConcurrentDictionary<TKey, Stamped<T>> all, TKey subject, T value, long stamp)
        where TKey : notnull
    {
        while (true)
        {
            if (!all.TryGetValue(subject, out var known))
            {
                if (all.TryAdd(subject, new Stamped<T>(value, stamp)))
                {
                    return Order.First;
                }
            }
            else if (stamp <= known.Stamp)
            {
                return Order.Old;
            }
            else if (all.TryUpdate(subject, new Stamped<T>(value, stamp), known))
            {
                return Order.Next;
            }
        }
    }

    private enum Order
    {
        Old,
        First,
        Next,
    }

    /// <summary>A class, so that replacing one compares references.</summary>
    private sealed class Stamped<T>(T value, long stamp)
    {
        public T Value { get; } = value;

        public long Stamp { get; } = stamp;
    }
}
