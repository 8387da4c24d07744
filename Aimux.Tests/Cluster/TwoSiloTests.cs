using Aimux.Grains.Hosting;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Grains.Routing;
using Aimux.Silo.Hosting;
using Aimux.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Xunit;

namespace Aimux.Tests.Cluster;

/// <summary>Two silos share every key, provider and catalog.</summary>
public sealed class TwoSiloTests : IAsyncLifetime
{
    private static readonly ProviderDefinition Provider = Some.Provider(
        "one",
        new Uri("http://127.0.0.1:9/v1"),
        Some.Key("one", "a", new KeyLimits(RequestsPerMinute: 10)),
        Some.Key("one", "b", new KeyLimits(RequestsPerDay: 10), "org"),
        Some.Key("one", "c", new KeyLimits(RequestsPerDay: 30), "org")
    );

    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo(
            (_, silo) =>
            {
                SiloSetup.AddStorageAndEvents(silo);
                silo.Services.AddAimuxGrains();
            }
        );
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_catalog_published_on_one_silo_is_known_to_both()
    {
        await Publish();

        foreach (var board in Boards())
        {
            await Until.True(() => board.Current.FindKey("one/a") is not null);
        }
    }

    [Fact]
    public async Task A_key_grants_what_it_may_in_the_whole_cluster_and_no_more()
    {
        await Publish();
        foreach (var board in Boards())
        {
            await Until.True(() => board.Current.FindKey("one/a") is not null);
        }

        var asked = _cluster
            .Silos.SelectMany(silo => Enumerable.Repeat(silo.ServiceProvider.GetRequiredService<IGrainFactory>(), 20))
            .Select(grains =>
                grains.GetGrain<IQuotaGroupGrain>("one/a").TryAcquire(new LeaseRequest("one/a", "m", 1)).AsTask()
            );
        var answers = await Task.WhenAll(asked);

        Assert.InRange(answers.Count(answer => answer.Lease is not null), 10, 11);
        Assert.All(
            answers.Where(answer => answer.Lease is null),
            answer => Assert.Equal(RefusalReason.Requests, answer.Refusal)
        );
    }

    [Fact]
    public async Task Two_keys_of_one_group_share_its_limits_and_rests_in_the_whole_cluster()
    {
        await Publish();
        foreach (var board in Boards())
        {
            await Until.True(() => board.Current.FindKey("one/c") is not null);
        }

        var asked = _cluster
            .Silos.SelectMany(silo => Enumerable.Repeat(silo.ServiceProvider.GetRequiredService<IGrainFactory>(), 20))
            .Select((grains, i) => Ask(grains, i % 2 == 0 ? "one/b" : "one/c"));
        var answers = await Task.WhenAll(asked);
        Assert.Equal(10, answers.Count(answer => answer.Lease is not null));

        var group = _cluster.Client.GetGrain<IQuotaGroupGrain>("org");
        Assert.Equal(10, (await group.GetSnapshots()).Sum(key => key.InFlight));
        var lease = answers.First(answer => answer.Lease is { KeyId: "one/b" }).Lease!;
        var outcome = AttemptOutcome.QuotaExhausted;
        var until = await group.Report(
            new KeyReport("one/b", lease.Id, "m", outcome, null, TimeSpan.FromHours(20), [])
        );

        // Both silos hear that the key which failed nothing rests as well.
        foreach (var board in Boards())
        {
            var other = board.FindProvider("one")!.Keys.All.Single(key => key.Definition.Id == "one/c");
            await Until.True(() => other.RestReason == outcome && other.OpensAt == until);
        }

        static Task<AcquireResult> Ask(IGrainFactory grains, string key) =>
            grains.GetGrain<IQuotaGroupGrain>("org").TryAcquire(new LeaseRequest(key, "m", 1)).AsTask();
    }

    [Fact]
    public async Task A_breaker_that_opens_is_seen_by_every_router()
    {
        await Publish();
        var boards = Boards();
        foreach (var board in boards)
        {
            await Until.True(() => board.Current.FindProvider("one") is not null);
        }

        var report = new ProviderReport("demo", true, AttemptOutcome.ConnectFailed, null, TimeSpan.Zero, 0, false);
        var provider = _cluster.Client.GetGrain<IProviderGrain>("one");
        for (var i = 0; i < 3; i++)
        {
            await provider.Report(report);
        }

        foreach (var board in boards)
        {
            await Until.True(() => board.FindProvider("one")!.Breaker.Status == BreakerStatus.Open);
        }

        foreach (var silo in _cluster.Silos)
        {
            var router = silo.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IRouterGrain>(0);
            var decision = await router.Decide(new RouteQuery("one/demo"));
            Assert.Equal(CandidateReason.LastResort, Assert.Single(decision.Candidates).Reason);
        }
    }

    [Fact]
    public async Task Of_two_writers_who_saw_the_same_catalog_the_second_is_told()
    {
        var catalog = _cluster.Client.GetGrain<ICatalogGrain>(0);
        var seen = (await catalog.GetCatalog()).Version;

        var first = await catalog.Publish(seen, [Provider], []);
        var second = await catalog.Publish(seen, [], []);

        Assert.True(first.Applied);
        Assert.False(second.Applied);
        Assert.Equal(first.Current.Version, second.Current.Version);
        Assert.Single(second.Current.Providers);
    }

    [Fact]
    public async Task A_catalog_that_contradicts_itself_is_refused_with_every_mistake()
    {
        var catalog = _cluster.Client.GetGrain<ICatalogGrain>(0);
        var route = Some.Route("demo", "nobody");

        var refused = await Assert.ThrowsAsync<ArgumentException>(() =>
            catalog.Publish(0, [Provider, Provider], [route]).AsTask()
        );

        Assert.Contains("'one' is listed twice", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'nobody', which is not listed", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await catalog.GetCatalog()).Version);
    }

    [Fact]
    public async Task An_operator_can_take_a_provider_and_a_key_out_and_put_them_back()
    {
        await Publish();
        var provider = _cluster.Client.GetGrain<IProviderGrain>("one");
        var key = _cluster.Client.GetGrain<IQuotaGroupGrain>("one/a");
        foreach (var board in Boards())
        {
            await Until.True(() => board.Current.FindKey("one/a") is not null);
        }

        await provider.Isolate();
        await key.Disable("one/a");
        Assert.Equal(BreakerStatus.Isolated, (await provider.GetSnapshot()).Breaker.Status);
        Assert.Equal(RefusalReason.Disabled, (await key.TryAcquire(new LeaseRequest("one/a", "m", 1))).Refusal);

        await provider.Release();
        await key.Enable("one/a");
        Assert.Equal(BreakerStatus.Closed, (await provider.GetSnapshot()).Breaker.Status);
        Assert.NotNull((await key.TryAcquire(new LeaseRequest("one/a", "m", 1))).Lease);
    }

    private async Task Publish()
    {
        var published = await _cluster
            .Client.GetGrain<ICatalogGrain>(0)
            .Publish(0, [Provider], [Some.Route("demo", "one")]);
        Assert.True(published.Applied);
    }

    private List<RoutingBoard> Boards() =>
        [.. _cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<RoutingBoard>())];
}
