using System.Collections.Concurrent;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Routing;

/// <summary>What this process knows of one provider and its keys.</summary>
internal sealed class ProviderEntry
{
    private readonly BreakerCell _breaker;
    private readonly ConcurrentDictionary<(string Model, int InputSize), Stamped<ModelSpeed>> _speeds;
    private readonly ConcurrentDictionary<string, Stamped<ModelRest>> _rests;

    /// <param name="definition">The provider as the catalog has it now.</param>
    /// <param name="earlier">The entry under the catalog before: its knowledge stays.</param>
    public ProviderEntry(ProviderDefinition definition, ProviderEntry? earlier)
    {
        Definition = definition;
        _breaker = earlier?._breaker ?? new BreakerCell();
        _speeds = earlier?._speeds ?? new();
        _rests = earlier?._rests ?? new(StringComparer.Ordinal);
        var known = earlier?.Keys.All.ToDictionary(key => key.Definition, key => key);
        Keys = new KeyPool(
            definition.Keys.Select(key =>
                known?.GetValueOrDefault(key) is { } entry ? new KeyEntry(key, entry) : new KeyEntry(key)
            )
        );
    }

    public ProviderDefinition Definition { get; }

    public KeyPool Keys { get; }

    public BreakerSnapshot Breaker => _breaker.Read();

    /// <summary>How fast it serves a model; for prompts of the nearest length where this length was never measured.</summary>
    public ModelSpeed? Speed(string model, int inputSize)
    {
        for (var distance = 0; distance < InputSize.Count; distance++)
        {
            if (
                _speeds.TryGetValue((model, inputSize - distance), out var known)
                || _speeds.TryGetValue((model, inputSize + distance), out known)
            )
            {
                return known.Value;
            }
        }

        return null;
    }

    /// <summary>The rest of a model, if it rests for all keys.</summary>
    public ModelRest? ModelRest(string model, DateTimeOffset now) =>
        _rests.TryGetValue(model, out var rest) && rest.Value.Until > now ? rest.Value : null;

    public void Apply(BreakerSnapshot breaker, long stamp) => _breaker.Write(breaker, stamp);

    public void Apply(ModelSpeed speed, long stamp) =>
        Put(_speeds, (speed.UpstreamModel, speed.InputSize), speed, stamp);

    public void Apply(ModelRest rest, long stamp) => Put(_rests, rest.UpstreamModel, rest, stamp);

    private static void Put<TKey, TValue>(
        ConcurrentDictionary<TKey, Stamped<TValue>> known,
        TKey key,
        TValue value,
        long stamp
    )
        where TKey : notnull
    {
        known.AddOrUpdate(
            key,
            static (_, next) => next,
            static (_, known, next) => next.Stamp > known.Stamp ? next : known,
            new Stamped<TValue>(value, stamp)
        );
    }

    private sealed record Stamped<T>(T Value, long Stamp);

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
