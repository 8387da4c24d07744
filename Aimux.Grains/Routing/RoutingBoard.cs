using System.Collections.Frozen;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;

namespace Aimux.Grains.Routing;

/// <summary>
/// What this process knows of the whole cluster, for the router to decide without asking anybody: the catalog, and the
/// newest state of each provider and key. Grains of this process write to it directly, others reach it by events; what
/// is older than already known is dropped.
/// </summary>
internal sealed class RoutingBoard(TimeProvider time) : ICatalogView, IWarmCaches, IHealthView, IClusterWatch
{
    private readonly Watchers _watchers = new();
    private readonly Lock _lock = new();
    private volatile Content _content = new(new CatalogIndex(ProviderCatalog.Empty), null);

    public CatalogIndex Current => _content.Index;

    /// <summary>Where conversations were served last.</summary>
    public WarmCaches WarmCaches { get; } = new();

    /// <summary>Tells when a key gains headroom.</summary>
    public HeadroomSignal Headroom { get; } = new();

    public ProviderEntry? FindProvider(string id) => _content.Providers.GetValueOrDefault(id);

    /// <summary>The exploration budget of a route, shared by its callers. A directly addressed provider has none to spare.</summary>
    public ExplorationBudget Budget(ModelRoute route) => _content.Budgets.GetValueOrDefault(route.Name) ?? new();

    public void Apply(ClusterEvent change)
    {
        switch (change)
        {
            case CatalogChanged { Catalog: var catalog }:
                Apply(catalog);
                break;
            case BreakerChanged breaker:
                FindProvider(breaker.ProviderId)?.Apply(breaker.Breaker, breaker.Stamp);
                break;
            case SpeedChanged speed:
                FindProvider(speed.ProviderId)?.Apply(speed.Speed, speed.Stamp);
                break;
            case ModelRested rested:
                FindProvider(rested.ProviderId)?.Apply(rested.Rest, rested.Stamp);
                break;
            case KeyChanged key:
                Apply(key.Key, key.Stamp);
                break;
            default:
                throw new ArgumentException(
                    $"The board does not know the event {change.GetType().Name}.",
                    nameof(change)
                );
        }

        _watchers.Tell(change);
    }

    /// <inheritdoc/>
    public IDisposable Watch(Action<ClusterEvent> onChange) => _watchers.Add(onChange);

    /// <inheritdoc/>
    public BreakerSnapshot BreakerOf(string providerId) => FindProvider(providerId)?.Breaker ?? BreakerSnapshot.Closed;

    /// <inheritdoc/>
    public void Remember(ulong conversation, string providerId, string quotaGroup) =>
        WarmCaches.Remember(conversation, new WarmCache(providerId, quotaGroup), time.GetUtcNow());

    private void Apply(KeySnapshot key, long stamp)
    {
        var content = _content;
        if (
            content.Keys.TryGetValue(key.KeyId, out var entry)
            && content.Providers.TryGetValue(entry.Definition.ProviderId, out var provider)
        )
        {
            if (provider.Keys.Apply(entry, key, stamp))
            {
                Headroom.Raise();
            }
        }
    }

    private void Apply(ProviderCatalog catalog)
    {
        lock (_lock)
        {
            if (catalog.Version > _content.Index.Catalog.Version)
            {
                _content = new Content(new CatalogIndex(catalog), _content);
            }
        }
    }

    /// <summary>Swapped whole when the catalog changes, so that a reader never sees two versions at once.</summary>
    private sealed class Content
    {
        public Content(CatalogIndex index, Content? earlier)
        {
            Index = index;
            Providers = index.Catalog.Providers.ToFrozenDictionary(
                provider => provider.Id,
                provider => new ProviderEntry(provider, earlier?.Providers.GetValueOrDefault(provider.Id)),
                StringComparer.Ordinal
            );
            Keys = Providers
                .Values.SelectMany(provider => provider.Keys.All)
                .ToFrozenDictionary(key => key.Definition.Id, StringComparer.Ordinal);
            Budgets = index.Catalog.Routes.ToFrozenDictionary(
                route => route.Name,
                route => earlier?.Budgets.GetValueOrDefault(route.Name) ?? new ExplorationBudget(),
                StringComparer.Ordinal
            );
        }

        public CatalogIndex Index { get; }

        public FrozenDictionary<string, ProviderEntry> Providers { get; }

        public FrozenDictionary<string, KeyEntry> Keys { get; }

        public FrozenDictionary<string, ExplorationBudget> Budgets { get; }
    }
}
