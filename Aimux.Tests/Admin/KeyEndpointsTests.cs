using System.Net;
using System.Text.Json.Nodes;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Proxy.Quotas;
using Aimux.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Admin;

public sealed class KeyEndpointsTests
{
    private static readonly QuotaPace Eager = QuotaPace.Usual with { First = TimeSpan.Zero };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_key_is_shown_with_its_state_and_what_its_vendor_told()
    {
        await using var telling = await Simulated.Start("one");
        await using var silent = await Simulated.Start("two");
        var source = new FixedProviders(
            Some.Provider(telling, Some.Key("one", group: "team"), Some.Key("one", "b", group: "team")) with
            {
                Vendor = "deepseek",
            },
            Some.Provider(silent)
        );
        await using var aimux = await RunningAimux.Start(source, builder => builder.Services.AddSingleton(Eager));
        await aimux.Grains.GetGrain<IQuotaGroupGrain>("team").Disable("one/b");

        JsonNode[] keys = [];
        await Until.Holds(
            "both keys were asked for their quota",
            async () => (keys = await Keys(aimux, "/api/keys")).Count(key => key["quota"] is not null) == 2
        );

        Assert.Equal(["one/a", "one/b", "two/a"], keys.Select(key => (string)key["id"]!));
        Assert.Equal(["one", "one", "two"], keys.Select(key => (string)key["provider"]!));
        Assert.Equal(["team", "team", "two/a"], keys.Select(key => (string)key["quota_group"]!));
        Assert.Equal([false, true, false], keys.Select(key => (bool)key["state"]!["disabled"]!));
        Assert.All(keys, key => Assert.Equal(0, (int)key["state"]!["in_flight"]!));
        Assert.All(keys, key => Assert.Empty(key["state"]!["resting_models"]!.AsArray()));
        var window = Assert.Single(keys[0]["quota"]!["windows"]!.AsArray())!;
        Assert.Equal(
            ("balance", "USD", 10m),
            ((string)window["name"]!, (string)window["unit"]!, (decimal)window["remaining"]!)
        );
        Assert.Null(keys[2]["quota"]);
    }

    [Fact]
    public async Task A_rest_is_shown_with_its_reason()
    {
        await using var failing = await Simulated.Start(
            "one",
            new() { Faults = new(RateLimited: 1), RetryAfterSeconds = 600 }
        );
        await using var aimux = await RunningAimux.Start(Some.Provider(failing));
        using var answer = await aimux.Chat(Some.ChatBody);

        JsonNode state = null!;
        await Until.Holds(
            "the key rests",
            async () => (state = (await Keys(aimux, "/api/keys")).Single()["state"]!)["rests_until"] is not null
        );

        Assert.Equal("RateLimited", (string)state["rest_reason"]!);
        Assert.True((DateTimeOffset)state["rests_until"]! > TimeProvider.System.GetUtcNow().AddMinutes(5));
    }

    [Fact]
    public async Task A_question_that_fails_counts_against_nobody()
    {
        await using var strict = await Simulated.Start("one", new() { ApiKeys = ["another"] });
        var source = new FixedProviders(Some.Provider(strict) with { Vendor = "deepseek" });
        await using var aimux = await RunningAimux.Start(source, builder => builder.Services.AddSingleton(Eager));

        JsonNode key = null!;
        await Until.Holds(
            "the problem is shown",
            async () => (key = (await Keys(aimux, "/api/keys")).Single())["quota"]?["problem"] is not null
        );

        Assert.StartsWith("It refuses the key (401)", (string)key["quota"]!["problem"]!, StringComparison.Ordinal);
        Assert.Null(key["state"]!["rests_until"]);
        Assert.False((bool)key["state"]!["disabled"]!);
        var breaker = (await aimux.Grains.GetGrain<IProviderGrain>("one").GetSnapshot()).Breaker;
        Assert.Equal((BreakerStatus.Closed, 0), (breaker.Status, strict.Stats.Snapshot().Requests));
    }

    [Fact]
    public async Task One_provider_may_be_asked_for_and_must_be_there()
    {
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(Some.Provider(one), Some.Provider(two));

        Assert.Equal("two/a", (string)(await Keys(aimux, "/api/keys?provider=two")).Single()["id"]!);
        foreach (var query in new[] { "three", "", "one&provider=two" })
        {
            using var answer = await aimux.Admin.GetAsync($"/api/keys?provider={query}", Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
            Assert.Contains("one, two", (string)problem["detail"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reload_that_switches_quotas_off_takes_them_away()
    {
        await using var provider = await Simulated.Start("deepseek");
        await using var file = new FollowedFile();
        file.Write(FollowedFile.Text("", provider));
        var aimux = await file.Start(configure: builder => builder.Services.AddSingleton(Eager));
        await Until.Holds(
            "the quota is shown",
            async () => (await Keys(aimux, "/api/keys")).Single()["quota"] is not null
        );

        file.Write(FollowedFile.Text("routing:\n  quotas: false\n", provider));
        Assert.Equal(HttpStatusCode.OK, (await file.Reload()).Status);

        await Until.Holds(
            "it is shown no more",
            async () => (await Keys(aimux, "/api/keys")).Single()["quota"] is null
        );
    }

    private static async Task<JsonNode[]> Keys(RunningAimux aimux, string path)
    {
        var page = JsonNode.Parse(await aimux.Admin.GetStringAsync(path, Cancellation))!;
        return [.. page["keys"]!.AsArray().OfType<JsonNode>()];
    }
}
