using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Routing;

/// <summary>What this process knows of one provider and its keys.</summary>
internal sealed class ProviderEntry
{
    private readonly BreakerCell _breaker;
    private readonly ConcurrentDictionary<(string Model, bool Streaming), Stamped> _latencies;
    private readonly KeyEntry[] _keys;
    private readonly ImmutableArray<string> _keyIds;

    /// <param name="definition">The provider as the catalog has it now.</param>
    /// <param name="earlier">The entry under the catalog before: its knowledge stays.</param>
    public ProviderEntry(ProviderDefinition definition, ProviderEntry? earlier)
    {
        Definition = definition;
        _breaker = earlier?._breaker ?? new BreakerCell();
        _latencies = earlier?._latencies ?? new();
        _keys =
        [
            .. definition.Keys.Select(key =>
                earlier?._keys.FirstOrDefault(known => known.Definition == key) ?? new KeyEntry(key)
            ),
        ];
        _keyIds = [.. _keys.Select(key => key.Definition.Id)];
    }

    public ProviderDefinition Definition { get; }

    public IReadOnlyList<KeyEntry> Keys => _keys;

    public int InFlight
    {
        get
        {
            var sum = 0;
            foreach (var key in _keys)
            {
                sum += key.InFlight;
            }

            return sum;
        }
    }

    public BreakerSnapshot Breaker => _breaker.Read();

    /// <summary>The latency of this kind of request; of the other kind if this one was never measured.</summary>
    public LatencyEstimate? Latency(string model, bool streaming)
    {
        return
            _latencies.TryGetValue((model, streaming), out var known)
            || _latencies.TryGetValue((model, !streaming), out known)
            ? known.Estimate
            : null;
    }

    public void Apply(BreakerSnapshot breaker, long stamp) => _breaker.Write(breaker, stamp);

    public void Apply(ModelLatency latency, long stamp)
    {
        _latencies.AddOrUpdate(
            (latency.UpstreamModel, latency.Streaming),
            static (_, next) => next,
            static (_, known, next) => next.Stamp > known.Stamp ? next : known,
            new Stamped(latency.Estimate, stamp)
        );
    }

    /// <summary>The keys that should have headroom now, the least loaded first and equals in turn; and who opens next.</summary>
    public ImmutableArray<string> KeysWithHeadroom(DateTimeOffset now, Random random, out KeyEntry? opensNext)
    {
        opensNext = null;
        if (_keys.Length == 1 && IsOpen(_keys[0], now))
        {
            return _keyIds;
        }

        var open = new List<KeyEntry>(_keys.Length);
        var first = _keys.Length == 0 ? 0 : random.Next(_keys.Length);
        for (var i = 0; i < _keys.Length; i++)
        {
            var key = _keys[(first + i) % _keys.Length];
            if (IsOpen(key, now))
            {
                open.Add(key);
            }
            else if (!key.Disabled && !(opensNext?.OpensAt <= key.OpensAt))
            {
                opensNext = key;
            }
        }

        return [.. open.OrderBy(key => key.InFlight / key.Definition.Weight).Select(key => key.Definition.Id)];
    }

    private static bool IsOpen(KeyEntry key, DateTimeOffset now) => !key.Disabled && !(key.OpensAt > now);

    private sealed record Stamped(LatencyEstimate Estimate, long Stamp);

    /// <summary>Outlives the entry, so that nothing written while the catalog changes is lost.</summary>
    private sealed class BreakerCell
    {
        private readonly Lock _lock = new();
        private BreakerSnapshot _breaker;
        private long _stamp;

        public BreakerSnapshot Read()
        {
            lock (_lock)
            {
                return _breaker;
            }
        }

        public void Write(BreakerSnapshot breaker, long stamp)
        {
            lock (_lock)
            {
                if (stamp > _stamp)
                {
                    (_breaker, _stamp) = (breaker, stamp);
                }
            }
        }
    }
}
