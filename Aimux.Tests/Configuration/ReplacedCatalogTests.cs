using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Options;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Configuration;

/// <summary>Another configuration while Aimux runs.</summary>
public sealed class ReplacedCatalogTests
{
    private const string Text = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n";
    private const string End =
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    private static readonly Uri Nowhere = new("http://127.0.0.1:9/v1");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_follow_the_new_configuration_at_once()
    {
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(Some.Provider(one));
        Assert.Equal("one", await Served(aimux));

        await Replace(aimux, Some.Provider(two));

        Assert.Equal("two", await Served(aimux));
        using var gone = await aimux.Chat(Some.Chat("one/demo"));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_stream_under_way_ends_as_it_began_though_its_key_is_gone()
    {
        var removed = new TaskCompletionSource();
        await using var upstream = await ScriptedUpstream.Start(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(Text, Cancellation);
            await context.Response.Body.FlushAsync(Cancellation);
            await removed.Task;
            await context.Response.WriteAsync(End, Cancellation);
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));
        using var answer = await aimux.ChatStreamed(Some.StreamBody);

        await Replace(aimux, Some.Provider("two", Nowhere));
        removed.SetResult();

        Assert.Equal(Text + End, await answer.Content.ReadAsStringAsync(Cancellation));
        var secrets = aimux.Services.GetRequiredService<SecretStore>();
        Assert.Null(secrets.Find("one/a", upstream.BaseUrl.ToString()));
        Assert.NotNull(secrets.Find("two/a", Nowhere.ToString()));
    }

    [Fact]
    public async Task What_is_known_of_keys_and_providers_that_stay_is_kept()
    {
        var limits = new KeyLimits(RequestsPerMinute: 2, RequestsPerDay: 5);
        var spent = Some.Key("one", "spent", limits);
        var resting = Some.Key("one", "resting");
        await using var aimux = await RunningAimux.Start(Some.Provider("one", Nowhere, spent, resting));
        var provider = aimux.Grains.GetGrain<IProviderGrain>("one");
        var (spentKey, restingKey) = (Key(aimux, "one/spent"), Key(aimux, "one/resting"));
        await spentKey.TryAcquire(Lease(spentKey, 1));
        await spentKey.TryAcquire(Lease(spentKey, 1));
        var lease = (await restingKey.TryAcquire(Lease(restingKey, 1))).Lease!;
        await restingKey.TryAcquire(Lease(restingKey, 1));
        var until = await restingKey.Report(
            Some.KeyReport(lease.Id, AttemptOutcome.RateLimited, null, TimeSpan.FromHours(1)) with
            {
                KeyId = "one/resting",
            }
        );
        for (var i = 0; i < 3; i++)
        {
            await provider.Report(Some.Report(AttemptOutcome.ConnectFailed));
        }

        await Replace(
            aimux,
            Some.Provider("one", Nowhere, spent, resting, Some.Key("one", "new")),
            Some.Provider("two", Nowhere)
        );

        Assert.Equal(RefusalReason.Requests, (await spentKey.TryAcquire(Lease(spentKey, 1))).Refusal);
        Assert.Equal(2, ((await spentKey.GetSnapshots()).Single()).InFlight);
        Assert.Equal(RefusalReason.Resting, (await restingKey.TryAcquire(Lease(restingKey, 1))).Refusal);
        var snapshot = (await restingKey.GetSnapshots()).Single();
        Assert.Equal((1, until), (snapshot.InFlight, snapshot.RestsUntil));
        Assert.Equal(BreakerStatus.Open, (await provider.GetSnapshot()).Breaker.Status);

        // The router has not forgotten either: only the new key has headroom.
        var router = aimux.Grains.GetGrain<IRouterGrain>(0);
        var candidate = Assert.Single((await router.Decide(new RouteQuery("one/demo"))).Candidates);
        Assert.Equal(CandidateReason.LastResort, candidate.Reason);
        Assert.Equal(["one/new"], candidate.KeyIds);
    }

    [Fact]
    public async Task Changed_limits_keep_what_was_used()
    {
        await using var aimux = await RunningAimux.Start(Limited(2));
        var key = Key(aimux, "one/a");
        await key.TryAcquire(Lease(key, 1));
        await key.TryAcquire(Lease(key, 1));
        Assert.Equal(RefusalReason.Day, (await key.TryAcquire(Lease(key, 1))).Refusal);

        await Replace(aimux, Limited(3));

        Assert.NotNull((await key.TryAcquire(Lease(key, 1))).Lease);
        Assert.Equal(RefusalReason.Day, (await key.TryAcquire(Lease(key, 1))).Refusal);

        static ProviderDefinition Limited(int day) =>
            Some.Provider("one", Nowhere, Some.Key("one", limits: new KeyLimits(RequestsPerDay: day)));
    }

    [Fact]
    public async Task A_spent_day_is_told_with_its_end()
    {
        await using var one = await Simulated.Start("one");
        var key = Some.Key("one", limits: new KeyLimits(RequestsPerDay: 1));
        await using var aimux = await RunningAimux.Start(Some.Provider(one, key));
        Assert.Equal("one", await Served(aimux));

        using var refused = await aimux.Chat(Some.ChatBody);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task A_configuration_that_contradicts_itself_changes_nothing()
    {
        await using var one = await Simulated.Start("one", new() { ApiKeys = [Some.Secret("one/a")] });
        await using var aimux = await RunningAimux.Start(Some.Provider(one));
        var provider = Some.Provider(one);
        var secrets = new Dictionary<string, ApiSecret>(StringComparer.Ordinal)
        {
            ["one/a"] = new ApiSecret("another"),
            ["one/b"] = new ApiSecret("one-more"),
        };
        ConfiguredProviders twice = new([provider, provider], secrets, null, []);

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Loader(aimux).Replace(twice, Cancellation));

        Assert.Contains("Provider 'one' is listed twice", refused.Message, StringComparison.Ordinal);
        Assert.Equal("one", await Served(aimux));
    }

    [Fact]
    public async Task A_new_secret_of_a_key_is_used_at_once()
    {
        await using var one = await Simulated.Start("one", new() { ApiKeys = ["rotated"] });
        await using var aimux = await RunningAimux.Start(Some.Provider("two", Nowhere));
        var secrets = ImmutableDictionary<string, ApiSecret>.Empty.Add("one/a", new ApiSecret("rotated"));

        await Loader(aimux).Replace(new([Some.Provider(one)], secrets, null, []), Cancellation);

        Assert.Equal("one", await Served(aimux));
    }

    [Fact]
    public async Task A_key_whose_secret_is_gone_is_passed_over()
    {
        await using var one = await Simulated.Start("one");
        var (a, b) = (Some.Key("one", "a"), Some.Key("one", "b"));
        await using var aimux = await RunningAimux.Start(Some.Provider(one, a, b));
        var store = aimux.Services.GetRequiredService<SecretStore>();
        store.Keep(await new FixedProviders(Some.Provider(one, b)).Load(new AimuxOptions(), Cancellation));

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("one", await Served(aimux));
        }

        store.Keep(await new FixedProviders().Load(new AimuxOptions(), Cancellation));
        using var answer = await aimux.Chat(Some.ChatBody);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("SecretMissing", (await aimux.Decision(answer)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_new_provider_is_asked_for_its_models()
    {
        await using var one = await Listing("from-one");
        await using var two = await Listing("from-two");
        await using var aimux = await RunningAimux.Start(Silent("one", one));
        Assert.Equal(["from-one"], await Models(aimux));

        await Replace(aimux, Silent("one", one), Silent("two", two));

        await Until.True(async () => (await Models(aimux)).SequenceEqual(["from-one", "from-two"]));
        Assert.Single(one.Requests);
        Assert.Single(two.Requests);
    }

    [Fact]
    public async Task One_who_is_silent_about_its_models_holds_nobody_up()
    {
        await using var silent = await ScriptedUpstream.Start(context =>
            Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
        );
        await using var two = await Listing("from-two");
        await using var three = await Listing("from-three");
        await using var aimux = await RunningAimux.Start(Silent("one", silent), Silent("two", two));
        await Until.True(() => Catalog(aimux).Routes.Any(route => route.Name == "from-two"));
        Assert.False(Loader(aimux).ModelsAsked.IsCompleted);

        await Replace(aimux, Silent("one", silent), Silent("two", two), Silent("three", three));

        await Until.True(() => Catalog(aimux).Routes.Any(route => route.Name == "from-three"));
        Assert.False(Loader(aimux).ModelsAsked.IsCompleted);
    }

    [Fact]
    public async Task Many_changes_at_once_leave_the_last_one()
    {
        await using var aimux = await RunningAimux.Start(Some.Provider("one", Nowhere));
        var before = Catalog(aimux).Version;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Replace(aimux, Some.Provider($"p{i}", Nowhere))));
        await Replace(aimux, Some.Provider("last", Nowhere));
        Assert.Equal(before + 21, Catalog(aimux).Version);
        Assert.Equal("last", Assert.Single(Catalog(aimux).Providers).Id);
    }

    [Fact]
    public async Task A_keyless_provider_is_sent_no_authorization()
    {
        await using var one = await Listing("local");
        await using var aimux = await RunningAimux.Start(Some.Provider("two", Nowhere));
        var secrets = ImmutableDictionary<string, ApiSecret>.Empty.Add("one/a", ApiSecret.None);

        await Loader(aimux).Replace(new([Silent("one", one)], secrets, null, []), Cancellation);
        await Until.True(() => Catalog(aimux).Routes.Any(route => route.Name == "local"));
        using var answer = await aimux.Chat(Some.Chat("local"));

        Assert.Contains(one.Requests, request => request.Path.EndsWith("/models", StringComparison.Ordinal));
        Assert.Contains(one.Requests, request => request.Path.EndsWith("/completions", StringComparison.Ordinal));
        Assert.All(one.Requests, request => Assert.DoesNotContain("Authorization", request.Headers.Keys));
    }

    [Fact]
    public async Task A_pattern_asks_the_provider_for_what_the_caller_named()
    {
        await using var one = await Simulated.Start("one");
        ImmutableArray<ModelRoute> routes = [new("d*", [new RouteCandidate("one", "*")]), Some.Route("best", "one")];
        var source = new FixedProviders(Some.Provider(one)) { Routes = routes };
        await using var aimux = await RunningAimux.Start(source);

        using var answer = await aimux.Chat(Some.Chat("demo"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("demo", answer.Headers.GetValues("x-aimux-model").Single());
        Assert.Equal("d*", (string)(await aimux.Decision(answer))["route"]!);

        // What a pattern serves cannot be listed, but is told of when asked for.
        Assert.Equal(["best"], await Models(aimux));
        var entry = JsonDocument.Parse(await aimux.Data.GetStringAsync("/v1/models/demo", Cancellation)).RootElement;
        Assert.Equal("demo", entry.GetProperty("id").GetString());
    }

    private static CatalogLoader Loader(RunningAimux aimux) => aimux.Services.GetRequiredService<CatalogLoader>();

    private static ProviderCatalog Catalog(RunningAimux aimux) =>
        aimux.Services.GetRequiredService<ICatalogView>().Current.Catalog;

    private static LeaseRequest Lease(IQuotaGroupGrain key, int tokens) =>
        new(key.GetPrimaryKeyString(), Some.Model, tokens);

    private static IQuotaGroupGrain Key(RunningAimux aimux, string id) => aimux.Grains.GetGrain<IQuotaGroupGrain>(id);

    private static async Task Replace(RunningAimux aimux, params ProviderDefinition[] providers) =>
        await Loader(aimux)
            .Replace(await new FixedProviders(providers).Load(new AimuxOptions(), Cancellation), Cancellation);

    private static async Task<string> Served(RunningAimux aimux)
    {
        using var answer = await aimux.Chat(Some.ChatBody);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.GetValues("x-aimux-provider").Single();
    }

    private static async Task<List<string?>> Models(RunningAimux aimux)
    {
        var list = JsonDocument.Parse(await aimux.Data.GetStringAsync("/v1/models", Cancellation)).RootElement;
        return [.. list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString())];
    }

    private static Task<ScriptedUpstream> Listing(string model) =>
        ScriptedUpstream.Start(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync($$"""{"data":[{"id":"{{model}}"}]}""", Cancellation);
        });

    private static ProviderDefinition Silent(string id, ScriptedUpstream upstream) =>
        Some.Provider(id, upstream.BaseUrl) with
        {
            Models = [],
        };
}
