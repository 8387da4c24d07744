using System.Collections.Immutable;
using Aimux.Grains.Catalog;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Microsoft.Extensions.Logging;

namespace Aimux.Grains;

/// <summary>The catalog of the cluster, kept so that it outlives this activation, but not the cluster: what was removed meanwhile must not come back.</summary>
internal sealed partial class CatalogGrain(
    [PersistentState("catalog", ClusterEvents.CatalogStorage)] IPersistentState<CatalogRecord> kept,
    EventPublisher events,
    TimeProvider time,
    ILogger<CatalogGrain> logger
) : Grain, ICatalogGrain
{
    public ValueTask<ProviderCatalog> GetCatalog() => ValueTask.FromResult(kept.State.Catalog);

    public async ValueTask<PublishResult> Publish(
        long expectedVersion,
        ImmutableArray<ProviderDefinition> providers,
        ImmutableArray<ModelRoute> routes
    )
    {
        if (expectedVersion != kept.State.Catalog.Version)
        {
            return new PublishResult(false, kept.State.Catalog);
        }

        var catalog = new ProviderCatalog(expectedVersion + 1, time.GetUtcNow(), providers, routes);
        var mistakes = CatalogCheck.Mistakes(catalog);
        if (mistakes.Count > 0)
        {
            throw new ArgumentException(
                "The catalog contradicts itself: " + string.Join(" ", mistakes),
                nameof(providers)
            );
        }

        kept.State = new CatalogRecord(catalog);
        await kept.WriteStateAsync();
        events.Tell(new CatalogChanged(catalog));
        LogPublished(catalog.Version, providers.Length, routes.Length);
        return new PublishResult(true, catalog);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Catalog version {Version}: {Providers} providers, {Routes} model routes"
    )]
    private partial void LogPublished(long version, int providers, int routes);
}
