using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Grains.Interfaces.Routing;

/// <summary>Where a request should go, and why.</summary>
/// <param name="CatalogVersion">The version of the catalog that was asked.</param>
/// <param name="Route">The route that the model name matched; <c>null</c> if nobody serves it.</param>
/// <param name="Candidates">Best first; empty if none can serve now.</param>
/// <param name="Exclusions">Who was passed over.</param>
/// <param name="Policy">How the route chooses.</param>
/// <param name="Hedge">Whether a second provider may be tried when the first is slow to begin.</param>
[GenerateSerializer, Immutable, Alias("aimux.RouteDecision")]
public sealed record RouteDecision(
    [property: Id(0)] long CatalogVersion,
    [property: Id(1)] string? Route,
    [property: Id(2)] ImmutableArray<RankedCandidate> Candidates,
    [property: Id(3)] ImmutableArray<Exclusion> Exclusions,
    [property: Id(4)] RoutePolicy Policy = RoutePolicy.Fastest,
    [property: Id(5)] bool Hedge = false
);
