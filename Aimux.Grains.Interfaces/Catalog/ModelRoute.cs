using System.Collections.Immutable;

namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>One way to serve a model route: a provider and its own name of the model.</summary>
[GenerateSerializer, Immutable, Alias("aimux.RouteCandidate")]
public sealed record RouteCandidate([property: Id(0)] string ProviderId, [property: Id(1)] string UpstreamModel);

/// <summary>A model name that callers use, mapped to the candidates that can serve it.</summary>
/// <param name="Name">The caller's name of the model; compared ordinally.</param>
/// <param name="Candidates">At least one; each provider at most once.</param>
/// <param name="Direct">Whether the caller addressed one provider as <c>provider/model</c>.</param>
[GenerateSerializer, Immutable, Alias("aimux.ModelRoute")]
public sealed record ModelRoute(
    [property: Id(0)] string Name,
    [property: Id(1)] ImmutableArray<RouteCandidate> Candidates,
    [property: Id(2)] bool Direct = false
);
