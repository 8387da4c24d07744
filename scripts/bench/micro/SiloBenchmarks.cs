using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Hosting;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Serilog;

namespace Aimux.Bench.Micro;

/// <summary>What grains cost a request, in the silo that <c>aimux serve</c> runs, without any HTTP.</summary>
public class SiloBenchmarks
{
    // BenchmarkDotNet blocks a thread on each call, and to wake it costs as much as a grain: so many at a time.
    private const int Rounds = 64;

    private readonly RouteQuery _query = new(Some.Model, InputTokens: 500);
    private WebApplication _app = null!;
    private IRouterGrain _router = null!;
    private Dictionary<string, IProviderGrain> _providers = null!;
    private Dictionary<string, IQuotaGroupGrain> _keys = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        var anywhere = ListenAddress.Parse("http://127.0.0.1:0");
        _app = AimuxHost.Build(
            ConfigurationStart.With(
                new AimuxOptions
                {
                    Server = { Listen = anywhere },
                    Admin = { Listen = anywhere },
                    Cluster = { State = "none" },
                }
            ),
            new ListedProviders(),
            new LoggerConfiguration().MinimumLevel.Fatal().CreateLogger()
        );
        await _app.StartAsync();
        var grains = _app.Services.GetRequiredService<IGrainFactory>();
        _router = grains.GetGrain<IRouterGrain>(0);
        _providers = Some.Providers.ToDictionary(
            provider => provider.Id,
            provider => grains.GetGrain<IProviderGrain>(provider.Id),
            StringComparer.Ordinal
        );
        _keys = Some
            .Providers.SelectMany(provider => provider.Keys)
            .ToDictionary(key => key.Id, key => grains.GetGrain<IQuotaGroupGrain>(key.Id), StringComparer.Ordinal);
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>One call of one grain.</summary>
    [Benchmark(OperationsPerInvoke = Rounds)]
    public async Task<int> Decide()
    {
        var candidates = 0;
        for (var i = 0; i < Rounds; i++)
        {
            candidates += (await _router.Decide(_query)).Candidates.Length;
        }

        return candidates;
    }

    /// <summary>All the calls of a request that succeeds at its first attempt, in their order.</summary>
    [Benchmark(OperationsPerInvoke = Rounds)]
    public async Task DecideAcquireReportReport()
    {
        for (var i = 0; i < Rounds; i++)
        {
            await OneRound();
        }
    }

    private async Task OneRound()
    {
        // As the data plane does: the caller waits for the first two; the two reports run side by side.
        var best = (await _router.Decide(_query)).Candidates[0];
        var key = _keys[best.KeyIds[0]];
        var lease = (await key.TryAcquire(new LeaseRequest(best.KeyIds[0], Some.Model, 1_000))).Lease!;
        var keyReported = key.Report(
            new KeyReport(best.KeyIds[0], lease.Id, Some.Model, AttemptOutcome.Succeeded, 900, null, [])
        );
        var providerReported = _providers[best.ProviderId]
            .Report(
                new ProviderReport(
                    best.UpstreamModel,
                    Streaming: true,
                    AttemptOutcome.Succeeded,
                    TimeSpan.FromMilliseconds(200),
                    TimeSpan.FromMilliseconds(900),
                    best.InFlight,
                    Probe: false
                )
            );
        await keyReported;
        await providerReported;
    }
}
