using Aimux.Grains.Interfaces.Routing;
using Aimux.Grains.Routing;
using Orleans.Concurrency;

namespace Aimux.Grains;

/// <summary>Answers from the board of its process and never waits, so that few activations serve any load.</summary>
[StatelessWorker]
internal sealed class RouterGrain(RoutingBoard board, TimeProvider time) : Grain, IRouterGrain
{
    public ValueTask<RouteDecision> Decide(RouteQuery query) =>
        ValueTask.FromResult(RouteRules.Decide(query, board, time.GetUtcNow(), Random.Shared));
}
