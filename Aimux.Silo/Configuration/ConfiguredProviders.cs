using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration;

/// <summary>Providers as some source configures them, with the secrets that stay in this process.</summary>
/// <param name="Providers">Their models may still be unknown.</param>
/// <param name="Secrets">By key id.</param>
/// <param name="Routes">Model routes of the operator's own; <c>null</c> if there are none.</param>
/// <param name="Notices">What the operator should know, in words.</param>
/// <param name="Discovered">Whether models that providers list are served under their own names beside <paramref name="Routes"/>.</param>
internal sealed record ConfiguredProviders(
    ImmutableArray<ProviderDefinition> Providers,
    IReadOnlyDictionary<string, ApiSecret> Secrets,
    ImmutableArray<ModelRoute>? Routes,
    IReadOnlyList<string> Notices,
    bool Discovered = true
)
{
    /// <summary>What is known of models, by provider and its name of the model.</summary>
    public IReadOnlyDictionary<(string Provider, string Model), ModelFacts> Facts { get; init; } =
        ImmutableDictionary<(string, string), ModelFacts>.Empty;

    /// <summary>Where some requests go instead, by the name of the route.</summary>
    public ILookup<string, Detour> Detours { get; init; } =
        Array.Empty<Detour>().ToLookup(_ => "", StringComparer.Ordinal);
}
