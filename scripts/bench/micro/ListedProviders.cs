using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Bench.Micro;

/// <summary>The providers of <see cref="Some"/>, with fake secrets.</summary>
internal sealed class ListedProviders : IProviderSource
{
    public Task<ConfiguredProviders> Load(AimuxOptions options, CancellationToken cancellation)
    {
        var secrets = Some.Providers.ToDictionary(
            provider => provider.Keys[0].Id,
            provider => new ApiSecret("fake-" + provider.Id),
            StringComparer.Ordinal
        );
        return Task.FromResult(new ConfiguredProviders(Some.Providers, secrets, Some.Routes, [], Discovered: false));
    }
}
