using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Grains.Routing;
using BenchmarkDotNet.Attributes;

namespace Aimux.Bench.Micro;

/// <summary>Once a round: a decision between three measured providers, without a grain around it.</summary>
public class RouteBenchmarks
{
    private readonly RoutingBoard _board = new(TimeProvider.System);
    private readonly RouteQuery _query = new(Some.Model, InputTokens: 500);
    private readonly Random _random = new(1);

    [GlobalSetup]
    public void Setup()
    {
        _board.Apply(new CatalogChanged(new ProviderCatalog(1, Some.Now, Some.Providers, Some.Routes)));
        foreach (var (provider, mean) in Some.Providers.Zip([200, 210, 400]))
        {
            var estimate = new LatencyEstimate(mean, 20, mean, 1, Some.Now);
            _board.Apply(new SpeedChanged(1, provider.Id, new ModelSpeed(Some.Model, 0, estimate, 100, 200)));
        }
    }

    [Benchmark]
    public int DecideBetweenThreeProviders() => RouteRules.Decide(_query, _board, Some.Now, _random).Candidates.Length;
}
