using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Streams;

namespace Aimux.Grains.Hosting;

/// <summary>Keeps this process's board up to date: one subscription to the cluster's events, for as long as it runs.</summary>
internal sealed class ClusterFeed(RoutingBoard board, IGrainFactory grains, IServiceProvider services) : IHostedService
{
    private StreamSubscriptionHandle<ClusterEvent>? _subscription;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Subscribe first and read second: what changes in between is then heard, and the board drops what is older.
        var stream = services
            .GetRequiredKeyedService<IStreamProvider>(ClusterEvents.Provider)
            .GetStream<ClusterEvent>(StreamId.Create(ClusterEvents.StreamNamespace, ClusterEvents.StreamKey));
        _subscription = await stream.SubscribeAsync((change, _) => Apply(change));
        await Apply(new CatalogChanged(await grains.GetGrain<ICatalogGrain>(0).GetCatalog()));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_subscription is { } subscription)
        {
            await subscription.UnsubscribeAsync().WaitAsync(cancellationToken);
        }
    }

    private Task Apply(ClusterEvent change)
    {
        board.Apply(change);
        return Task.CompletedTask;
    }
}
