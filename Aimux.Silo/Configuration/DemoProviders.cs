using System.Collections.Immutable;
using System.Net;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Simulation;

namespace Aimux.Silo.Configuration;

/// <summary>Three simulated providers of different speeds, so that Aimux can be tried with no key at all.</summary>
internal sealed class DemoProviders : IAsyncDisposable
{
    /// <summary>The one model that all three serve.</summary>
    public const string Model = "demo";

    private static readonly (string Id, double TimeToFirstTokenMs, double TokensPerSecond)[] Speeds =
    [
        ("sim-fast", 60, 120),
        ("sim-steady", 200, 60),
        ("sim-slow", 500, 30),
    ];

    private readonly List<SimulatedProvider> _running = [];

    public async Task<ConfiguredProviders> Start(CancellationToken cancellation)
    {
        var providers = ImmutableArray.CreateBuilder<ProviderDefinition>();
        var secrets = new Dictionary<string, ApiSecret>(StringComparer.Ordinal);
        foreach (var (id, timeToFirst, tokensPerSecond) in Speeds)
        {
            var settings = new SimulatedProviderSettings(timeToFirst, tokensPerSecond, Jitter: 0.1);
            var provider = await SimulatedProvider.StartAsync(
                id,
                new IPEndPoint(IPAddress.Loopback, 0),
                settings,
                ct: cancellation
            );
            _running.Add(provider);
            var key = new KeyDefinition($"{id}/demo", id, $"{id}/demo", KeyLimits.Unknown);
            secrets.Add(key.Id, new ApiSecret("demo"));
            providers.Add(
                new ProviderDefinition(
                    id,
                    Dialect.OpenAi,
                    provider.BaseUrl.ToString(),
                    [key],
                    [Model],
                    ProviderTimeouts.Default,
                    Simulated: true
                )
            );
        }

        const string notice =
            "No provider key was found in the environment: three simulated providers answer, and what they say is made up";
        return new ConfiguredProviders(providers.ToImmutable(), secrets, null, [notice]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _running)
        {
            await provider.DisposeAsync();
        }
    }
}
