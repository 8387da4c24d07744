using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Grains.Limits;
using Aimux.Grains.Routing;
using BenchmarkDotNet.Attributes;

namespace Aimux.Bench.Micro;

/// <summary>
/// One request in catalogs of many keys: the decision, the lease of its first key, and the report, with what the board
/// is told of each. The route has three candidates; the keys are spread over them.
/// </summary>
public class CatalogSizeBenchmarks
{
    private readonly RoutingBoard _board = new(TimeProvider.System);
    private readonly RouteQuery _query = new(Some.Model, InputTokens: 500);
    private readonly Random _random = new(1);
    private readonly Dictionary<string, QuotaGroup> _groups = new(StringComparer.Ordinal);
    private DateTimeOffset _now = Some.Now;
    private long _stamp = 1;

    [Params(10, 1_000, 10_000)]
    public int Keys { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var providers = Some
            .Providers.Select((provider, i) => provider with { Keys = [.. KeysOf(provider.Id, i)] })
            .ToArray();
        _board.Apply(new CatalogChanged(new ProviderCatalog(1, _now, [.. providers], Some.Routes)));
        foreach (var (provider, mean) in providers.Zip([200, 210, 400]))
        {
            var estimate = new LatencyEstimate(mean, 20, mean, 1, _now);
            _board.Apply(new SpeedChanged(1, provider.Id, new ModelSpeed(Some.Model, 0, estimate, 100, 200)));
        }
    }

    [Benchmark]
    public long DecideAcquireReport()
    {
        _now += TimeSpan.FromMilliseconds(1);
        var decision = RouteRules.Decide(_query, _board, _now, _random);
        var key = decision.Candidates[0].KeyIds[0];
        var group = _groups[key];
        var lease = group.TryAcquire(new LeaseRequest(key, Some.Model, 1_000), _now).Lease!;
        Show(group);
        group.Report(
            group.Keys[0],
            new KeyReport(key, lease.Id, Some.Model, AttemptOutcome.Succeeded, 900, null, []),
            _now
        );
        Show(group);
        return lease.Id;
    }

    private void Show(QuotaGroup group) => _board.Apply(new KeyChanged(++_stamp, group.Snapshot(group.Keys[0], _now)));

    private IEnumerable<KeyDefinition> KeysOf(string provider, int place)
    {
        var limits = new KeyLimits(RequestsPerMinute: 10_000_000, TokensPerMinute: 2_000_000_000);
        for (var i = place; i < Keys; i += 3)
        {
            var id = $"{provider}/{i}";
            var key = new KeyDefinition(id, provider, id, limits);
            _groups[id] = new QuotaGroup([key], new LeaseTable(1, TimeSpan.FromMinutes(20)), _now);
            yield return key;
        }
    }
}
