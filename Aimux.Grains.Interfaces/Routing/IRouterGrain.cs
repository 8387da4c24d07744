namespace Aimux.Grains.Interfaces.Routing;

/// <summary>Ranks the providers that could serve a request. Stateless: any silo answers, from what it knows at once.</summary>
[Alias("aimux.IRouterGrain")]
public interface IRouterGrain : IGrainWithIntegerKey
{
    [Alias("Decide")]
    ValueTask<RouteDecision> Decide(RouteQuery query);
}
