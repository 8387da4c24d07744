using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Aimux.Grains;

/// <summary>
/// Tells of a change: the board of this process at once, the others by the cluster's stream. Nobody waits for the
/// stream: a lost event is mended by the next one, and a key or breaker is asked before it is used.
/// </summary>
internal sealed partial class EventPublisher(
    RoutingBoard board,
    IServiceProvider services,
    ILogger<EventPublisher> logger
)
{
    private readonly StreamId _streamId = StreamId.Create(ClusterEvents.StreamNamespace, ClusterEvents.StreamKey);

    /// <summary>Writes to this process's board only.</summary>
    public void ShowHere(ClusterEvent change) => board.Apply(change);

    /// <summary>Writes to this process's board, and sends to the others.</summary>
    public void Tell(ClusterEvent change)
    {
        board.Apply(change);
        _ = Send(change);
    }

    private async Task Send(ClusterEvent change)
    {
        try
        {
            var provider = services.GetRequiredKeyedService<IStreamProvider>(ClusterEvents.Provider);
            await provider.GetStream<ClusterEvent>(_streamId).OnNextAsync(change);
        }
        catch (Exception failure)
        {
            LogLost(change.GetType().Name, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The event {Event} did not reach the other processes")]
    private partial void LogLost(string @event, Exception failure);
}
