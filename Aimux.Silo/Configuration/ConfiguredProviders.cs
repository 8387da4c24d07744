using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration;

/// <summary>Providers as some source configures them, with the secrets that stay in this process.</summary>
/// <param name="Providers">Their models may still be unknown.</param>
/// <param name="Secrets">By key id.</param>
/// <param name="Routes">Fixed model routes; <c>null</c> to make them from the models.</param>
/// <param name="Notices">What the operator should know, in words.</param>
internal sealed record ConfiguredProviders(
    ImmutableArray<ProviderDefinition> Providers,
    IReadOnlyDictionary<string, ApiSecret> Secrets,
    ImmutableArray<ModelRoute>? Routes,
    IReadOnlyList<string> Notices
);
