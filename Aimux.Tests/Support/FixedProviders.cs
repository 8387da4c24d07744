using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Tests.Support;

/// <summary>Providers that a test lists itself.</summary>
internal sealed class FixedProviders(params ProviderDefinition[] providers) : IProviderSource
{
    public ImmutableArray<ModelRoute>? Routes { get; init; }

    public Task<ConfiguredProviders> Load(AimuxOptions options, CancellationToken cancellation)
    {
        var secrets = providers
            .SelectMany(provider => provider.Keys)
            .ToDictionary(key => key.Id, key => new ApiSecret(Some.Secret(key.Id)), StringComparer.Ordinal);
        return Task.FromResult(
            new ConfiguredProviders([.. providers], secrets, Routes, [], Discovered: Routes is null)
        );
    }
}
