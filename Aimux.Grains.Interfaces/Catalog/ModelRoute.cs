using System.Collections.Immutable;

namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>One way to serve a model route: a provider and its own name of the model.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="UpstreamModel">Its name of the model; <c>*</c> alone asks it for the name that the caller used.</param>
/// <param name="Weight">Its share under <see cref="RoutePolicy.Weighted"/>, relative to the others; above 0.</param>
/// <param name="Price">What it costs; <c>null</c> if that is not known.</param>
/// <param name="Facts">What it can do; <c>null</c> if nothing is known.</param>
[GenerateSerializer, Immutable, Alias("aimux.RouteCandidate")]
public sealed record RouteCandidate(
    [property: Id(0)] string ProviderId,
    [property: Id(1)] string UpstreamModel,
    [property: Id(2)] double Weight = 1,
    [property: Id(3)] TokenPrice? Price = null,
    [property: Id(4)] ModelFacts? Facts = null
)
{
    /// <summary>The model name that stands for what the caller named.</summary>
    public const string SameName = "*";
}

/// <summary>A model name that callers use, mapped to the candidates that can serve it.</summary>
/// <param name="Name">The caller's name of the model; compared ordinally. One <c>*</c> at its end stands for any rest.</param>
/// <param name="Candidates">At least one; each provider at most once.</param>
/// <param name="Direct">Whether the caller addressed one provider as <c>provider/model</c>.</param>
/// <param name="Policy">How it chooses among its candidates.</param>
/// <param name="Hedge">Whether a second provider is tried when the first is slow to begin.</param>
/// <param name="Implied">Whether nobody asked for it: it stands for names that tools ask for on their own.</param>
/// <param name="Detours">Where some of its requests go instead; may be default.</param>
[GenerateSerializer, Immutable, Alias("aimux.ModelRoute")]
public sealed record ModelRoute(
    [property: Id(0)] string Name,
    [property: Id(1)] ImmutableArray<RouteCandidate> Candidates,
    [property: Id(2)] bool Direct = false,
    [property: Id(3)] RoutePolicy Policy = RoutePolicy.Fastest,
    [property: Id(4)] bool Hedge = false,
    [property: Id(5)] ImmutableArray<Detour> Detours = default,
    [property: Id(6)] bool Implied = false
)
{
    /// <summary>Whether the name stands for many.</summary>
    public bool IsPattern => Name.EndsWith('*');
}
