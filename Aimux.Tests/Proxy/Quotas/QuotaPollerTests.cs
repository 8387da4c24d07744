using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Proxy.Quotas;
using Aimux.Silo.Simulation;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Proxy.Quotas;

public sealed class QuotaPollerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("zai", "/api/monitor/usage/quota/limit", "(hidden)", "5 hours")]
    [InlineData("zai-coding-china", "/api/monitor/usage/quota/limit", "(hidden)", "5 hours")]
    [InlineData("synthetic", "/v2/quotas", "Bearer (hidden)", "5 hours")]
    [InlineData("openrouter", "/v1/key", "Bearer (hidden)", "key")]
    [InlineData("moonshot", "/v1/users/me/balance", "Bearer (hidden)", "balance")]
    [InlineData("deepseek", "/user/balance", "Bearer (hidden)", "balance")]
    public async Task Each_vendor_is_asked_its_own_way(string vendor, string path, string credential, string window)
    {
        await using var provider = await Strict();
        using var quotas = new PolledQuotas(Of(provider, vendor));

        var reading = await quotas.First();

        Assert.Null(reading!.Problem);
        Assert.Equal(window, reading.Windows[0].Name);
        var request = Assert.Single(provider.Requests);
        Assert.Equal(("GET", path), (request.Method, request.Path));
        Assert.Equal(credential, request.Headers["authorization"]);
    }

    [Fact]
    public async Task Nobody_is_asked_before_a_little_while()
    {
        await using var provider = await Strict();
        using var quotas = new PolledQuotas(Of(provider));

        await quotas.Round();
        Assert.Null(await quotas.After(QuotaPace.Usual.First - TimeSpan.FromSeconds(1)));
        Assert.NotNull(await quotas.After(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_provider_in_use_is_asked_every_five_minutes_and_another_every_hour()
    {
        await using var provider = await Strict();
        var definition = Of(provider);
        using var quotas = new PolledQuotas(definition);
        var first = await quotas.First();

        Assert.Same(first, await quotas.After(59 * Minute));
        var second = await quotas.After(Minute);
        Assert.NotSame(first, second);

        quotas.Advance(Minute);
        quotas.Use(definition);
        Assert.Same(second, await quotas.After(3 * Minute));
        var third = await quotas.After(Minute);
        Assert.NotSame(second, third);
        Assert.Same(third, await quotas.After(30 * Minute));
    }

    [Theory]
    [InlineData("zai", "token expired or incorrect (401)")]
    [InlineData("deepseek", "It refuses the key (401)")]
    public async Task A_bad_key_is_a_problem_that_shows_no_secret_and_waits_double(string vendor, string problem)
    {
        await using var provider = await Strict();
        var definition = Of(provider, vendor);
        using var quotas = new PolledQuotas();
        quotas.Configure(id => "fake-other-" + id.Replace('/', '-'), definition);

        var reading = await quotas.First();

        Assert.StartsWith(problem, reading!.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("fake", reading.Problem, StringComparison.Ordinal);
        Assert.Empty(reading.Windows);
        quotas.Advance(Minute);
        quotas.Use(definition);
        Assert.Same(reading, await quotas.After(8 * Minute));
        Assert.NotSame(reading, await quotas.After(Minute));
        quotas.Use(definition);
        Assert.Equal(2, provider.Requests.Count);

        quotas.Advance(Minute);
        quotas.Use(definition);
        await quotas.After(18 * Minute);
        Assert.Equal(2, provider.Requests.Count);
        await quotas.After(Minute);
        Assert.Equal(3, provider.Requests.Count);
    }

    [Fact]
    public async Task A_key_with_another_secret_is_asked_anew()
    {
        await using var provider = await Strict();
        using var quotas = new PolledQuotas();
        quotas.Configure(id => "fake-other-" + id.Replace('/', '-'), Of(provider));
        Assert.NotNull((await quotas.First())!.Problem);

        quotas.Configure(Of(provider));

        Assert.Null((await quotas.First())!.Problem);
    }

    [Fact]
    public async Task A_provider_without_the_endpoint_says_so_in_the_reading()
    {
        await using var provider = await ScriptedUpstream.Start(context =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync("""{"error":{"message":"No route"}}""");
        });
        using var quotas = new PolledQuotas(Some.Provider("one", provider.BaseUrl) with { Vendor = "moonshot" });

        Assert.Equal("It has no such endpoint (404): No route", (await quotas.First())!.Problem);
    }

    [Fact]
    public async Task A_provider_out_of_reach_leaves_the_last_figures()
    {
        await using var provider = await Strict();
        using var quotas = new PolledQuotas(Of(provider));
        var good = await quotas.First();
        await provider.RefuseConnectionsAsync();

        var reading = await quotas.After(60 * Minute);

        Assert.NotNull(reading!.Problem);
        Assert.Equal(good, reading with { Problem = null });
    }

    [Fact]
    public async Task A_stall_ends_after_ten_seconds()
    {
        await using var provider = await ScriptedUpstream.Start(context =>
            Task.Delay(Timeout.Infinite, context.RequestAborted)
        );
        using var quotas = new PolledQuotas(Some.Provider("one", provider.BaseUrl) with { Vendor = "deepseek" });
        await quotas.Round();
        quotas.Advance(QuotaPace.Usual.First);
        var round = quotas.Round();
        await Until.True(() => !provider.Requests.IsEmpty);
        Assert.False(round.IsCompleted);

        quotas.Advance(TimeSpan.FromSeconds(10));
        await round;

        Assert.Equal("It did not answer within 10 s.", quotas.Board.Find("one/a")!.Problem);
    }

    [Fact]
    public async Task An_endless_answer_is_cut()
    {
        await using var provider = await ScriptedUpstream.Start(async context =>
        {
            var chunk = new byte[8 << 10];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
        });
        using var quotas = new PolledQuotas(Some.Provider("one", provider.BaseUrl) with { Vendor = "deepseek" });

        Assert.NotNull((await quotas.First())!.Problem);
    }

    [Fact]
    public async Task One_key_of_a_provider_is_asked_at_a_time()
    {
        await using var provider = await Strict();
        var keys = new[] { Some.Key("one"), Some.Key("one", "b"), Some.Key("one", "c") };
        using var quotas = new PolledQuotas(Of(provider, "deepseek", keys));
        await quotas.Round();
        quotas.Advance(QuotaPace.Usual.First);

        for (var asked = 1; asked <= keys.Length; asked++)
        {
            await quotas.Round();
            Assert.Equal(asked, provider.Requests.Count);
        }

        await quotas.Round();
        Assert.Equal(keys.Length, provider.Requests.Count);
        Assert.All(keys, key => Assert.NotNull(quotas.Board.Find(key.Id)));
    }

    [Fact]
    public async Task Switched_off_nobody_is_asked_and_nothing_shown()
    {
        await using var provider = await Strict();
        using var quotas = new PolledQuotas(Of(provider));
        Assert.NotNull(await quotas.First());

        quotas.IsOn = false;
        Assert.Null(await quotas.After(120 * Minute));
        quotas.IsOn = true;
        Assert.NotNull(await quotas.First());
        Assert.Equal(2, provider.Requests.Count);
    }

    [Fact]
    public async Task A_key_that_left_is_forgotten()
    {
        await using var provider = await Strict();
        using var quotas = new PolledQuotas(Of(provider));
        Assert.NotNull(await quotas.First());

        quotas.Configure();

        Assert.Null(await quotas.After(Minute));
    }

    [Theory]
    [InlineData("deepseek", "https://api.deepseek.com", true)]
    [InlineData("deepseek", "https://api.deepseek.com/v1", true)]
    [InlineData("deepseek", "http://api.deepseek.com", false)]
    [InlineData("deepseek", "https://gateway.example/v1", false)]
    [InlineData("deepseek", "http://127.0.0.1:9/v1", true)]
    [InlineData("zai", "https://open.bigmodel.cn/api/paas/v4", false)]
    [InlineData("cerebras", "https://api.cerebras.ai/v1", false)]
    [InlineData("", "http://127.0.0.1:9/v1", false)]
    public void Only_the_vendors_own_host_is_asked(string vendor, string baseUrl, bool tells) =>
        Assert.Equal(
            tells,
            QuotaPoller.Tells(
                Some.Provider("one", new Uri("http://127.0.0.1:9")) with
                {
                    Vendor = vendor,
                    BaseUrl = baseUrl,
                }
            )
        );

    private static ProviderDefinition Of(
        SimulatedProvider provider,
        string vendor = "deepseek",
        params KeyDefinition[] keys
    ) => Some.Provider(provider, keys) with { Vendor = vendor };

    /// <summary>One that takes no secrets but those of a test's keys, and keeps what it is asked.</summary>
    private static Task<SimulatedProvider> Strict() =>
        Simulated.Start(
            "one",
            new()
            {
                ApiKeys = [Some.Secret("one/a"), Some.Secret("one/b"), Some.Secret("one/c")],
                RecordedRequests = 100,
            }
        );
}
