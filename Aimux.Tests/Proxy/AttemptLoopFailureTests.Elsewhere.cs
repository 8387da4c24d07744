using System.Net;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Simulation;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>What another key, another provider or a second try serves.</summary>
public sealed partial class AttemptLoopFailureTests
{
    private const string Stream =
        "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    [Fact]
    public async Task A_429_without_headers_is_had_elsewhere()
    {
        await using var bare = await Simulated.Start("one", new() { Faults = new FaultRates(RateLimitedBare: 1) });
        await using var other = await Simulated.Start("two");
        await using var aimux = await StartInOrder(Some.Provider(bare), Some.Provider(other));

        await AssertServedBy("two", aimux);
        await AssertServedBy("two", aimux);

        // It rests although it did not say for how long: the second request did not ask it.
        Assert.Equal(1, bare.Stats.Snapshot().Requests);
    }

    [Fact]
    public async Task A_busy_model_is_had_elsewhere()
    {
        await using var busy = await ScriptedUpstream.Start(context => Status(context, 529));
        await using var other = await ScriptedUpstream.Start(context => Write(context, Answer));
        await using var aimux = await StartInOrder(
            Some.Provider("one", busy.BaseUrl),
            Some.Provider("two", other.BaseUrl)
        );

        await AssertServedBy("two", aimux);
        await AssertServedBy("two", aimux);

        Assert.Equal(1, Asked(busy));
        var snapshot = await aimux.Grains.GetGrain<IProviderGrain>("one").GetSnapshot();
        Assert.Equal(BreakerStatus.Closed, snapshot.Breaker.Status);
        Assert.Equal(Some.Model, Assert.Single(snapshot.RestingModels).UpstreamModel);
    }

    [Fact]
    public async Task A_refusal_in_a_200_without_choices_counts_as_what_it_is()
    {
        const string broke = """{"id":"x","base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}""";
        await using var without = await ScriptedUpstream.Start(context => Write(context, broke));
        await using var other = await ScriptedUpstream.Start(context => Write(context, Answer));
        await using var aimux = await StartInOrder(
            Some.Provider("one", without.BaseUrl),
            Some.Provider("two", other.BaseUrl)
        );

        using var answer = await aimux.Chat(Some.Chat("r"));

        Assert.Equal("two", answer.Headers.GetValues("x-aimux-provider").Single());
        var decision = await aimux.Decision(answer);
        Assert.Equal(nameof(AttemptOutcome.PaymentRequired), (string)decision["attempts"]![0]!["end"]!["outcome"]!);
    }

    [Fact]
    public async Task A_missing_model_is_asked_for_with_one_other_key()
    {
        await using var without = await ScriptedUpstream.Start(context => Status(context, 404));
        await using var other = await ScriptedUpstream.Start(context => Write(context, Answer));
        KeyDefinition[] keys = [.. "abcd".Select(name => Some.Key("one", $"{name}"))];
        await using var aimux = await StartInOrder(
            Some.Provider("one", without.BaseUrl, keys),
            Some.Provider("two", other.BaseUrl)
        );

        await AssertServedBy("two", aimux);

        Assert.Equal(2, Asked(without));
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"messages must not be empty","type":"invalid_request_error"}}""")]
    [InlineData(422, """{"error":{"message":"temperature must be a number","type":"invalid_request_error"}}""")]
    [InlineData(
        400,
        """{"error":{"message":"refused","type":"invalid_request_error","code":"content_policy_violation"}}"""
    )]
    public async Task A_request_at_fault_is_tried_once_and_cools_nobody(int status, string body)
    {
        await using var one = await ScriptedUpstream.Start(context =>
        {
            context.Response.StatusCode = status;
            return Write(context, body);
        });
        await using var two = await ScriptedUpstream.Start(context => Write(context, Answer));
        await using var aimux = await StartInOrder(
            Some.Provider("one", one.BaseUrl),
            Some.Provider("two", two.BaseUrl)
        );

        for (var i = 0; i < 8; i++)
        {
            using var answer = await aimux.Chat(Some.Chat("r"));
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(body, await answer.Content.ReadAsStringAsync(Cancellation));
        }

        Assert.Equal((8, 0), (Asked(one), Asked(two)));
        var key = (await aimux.Grains.GetGrain<IQuotaGroupGrain>("one/a").GetSnapshots()).Single();
        Assert.Equal((null, 0), (key.RestsUntil, key.RestingModels.Length));
        var health = await aimux.Grains.GetGrain<IProviderGrain>("one").GetSnapshot();
        Assert.Equal(BreakerStatus.Closed, health.Breaker.Status);
    }

    [Fact]
    public async Task A_reset_is_sent_again_twice_with_the_same_key()
    {
        var asked = 0;
        await using var one = await ScriptedUpstream.Start(context =>
        {
            if (Interlocked.Increment(ref asked) <= 2)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return Write(context, Answer);
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", one.BaseUrl));

        using var answer = await aimux.Chat(Some.ChatBody);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("3", answer.Headers.GetValues("x-aimux-attempts").Single());
    }

    [Fact]
    public async Task What_may_pass_is_sent_again_once_with_the_same_key()
    {
        await using var one = await ScriptedUpstream.Start(context => Status(context, 500));
        await using var aimux = await RunningAimux.Start(Some.Provider("one", one.BaseUrl));

        using var answer = await aimux.Chat(Some.ChatBody);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal(2, Asked(one));
    }

    [Fact]
    public async Task An_empty_answer_is_asked_for_again()
    {
        var asked = 0;
        await using var one = await ScriptedUpstream.Start(context =>
            Write(context, Interlocked.Increment(ref asked) == 1 ? """{"choices":[]}""" : Answer)
        );
        await using var aimux = await RunningAimux.Start(Some.Provider("one", one.BaseUrl));

        using var answer = await aimux.Chat(Some.ChatBody);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task An_error_inside_an_answer_is_followed_up_by_its_code()
    {
        await using var one = await ScriptedUpstream.Start(context =>
            Write(context, """{"error":{"message":"Rate limit exceeded","code":429}}""")
        );
        await using var two = await ScriptedUpstream.Start(context => Write(context, Answer));
        await using var aimux = await StartInOrder(
            Some.Provider("one", one.BaseUrl),
            Some.Provider("two", two.BaseUrl)
        );

        using var answer = await aimux.Chat(Some.Chat("r"));

        Assert.Equal("two", answer.Headers.GetValues("x-aimux-provider").Single());
        var decision = await aimux.Decision(answer);
        Assert.Equal("RateLimited", (string)decision["attempts"]![0]!["end"]!["outcome"]!);
        var key = (await aimux.Grains.GetGrain<IQuotaGroupGrain>("one/a").GetSnapshots()).Single();
        Assert.Equal(AttemptOutcome.RateLimited, key.RestReason);
    }

    [Fact]
    public async Task A_grain_out_of_reach_is_no_fault_of_the_caller()
    {
        await using var one = await ScriptedUpstream.Start(context => Write(context, Answer));
        await using var two = await ScriptedUpstream.Start(context => Write(context, Answer));
        await using var aimux = await RunningAimux.Start(
            InOrder(Some.Provider("one", one.BaseUrl), Some.Provider("two", two.BaseUrl)),
            builder => builder.Services.AddSingleton<IIncomingGrainCallFilter>(new OutOfReach("one/a"))
        );

        await AssertServedBy("two", aimux);

        Assert.Equal(0, Asked(one));
    }

    private static FixedProviders InOrder(params ProviderDefinition[] providers) =>
        new(providers)
        {
            Routes =
            [
                Some.Route("r", [.. providers.Select(provider => provider.Id)]) with
                {
                    Policy = RoutePolicy.Ordered,
                },
            ],
        };

    private static Task<RunningAimux> StartInOrder(params ProviderDefinition[] providers) =>
        RunningAimux.Start(InOrder(providers));

    private static async Task AssertServedBy(string provider, RunningAimux aimux)
    {
        using var answer = await aimux.Chat(Some.Chat("r"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(provider, answer.Headers.GetValues("x-aimux-provider").Single());
    }

    private static int Asked(ScriptedUpstream upstream) =>
        upstream.Requests.Count(received => received.Path.EndsWith("completions", StringComparison.Ordinal));

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>Fails every lease of one quota group, as a silo that just died would.</summary>
    private sealed class OutOfReach(string group) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            return context.MethodName == nameof(IQuotaGroupGrain.TryAcquire) && context.TargetId.Key.ToString() == group
                ? throw new TimeoutException("The silo is gone.")
                : context.Invoke();
        }
    }
}
