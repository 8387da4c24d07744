using System.Net;
using System.Text;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Proxy.Budgets;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>What the loop over keys and providers makes of failures.</summary>
public sealed class AttemptLoopFailureTests
{
    private const string Answer =
        """{"choices":[{"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_field_that_the_provider_does_not_know_is_dropped_once_and_remembered()
    {
        await using var strict = await ScriptedUpstream.Start(context =>
        {
            if (ScriptedUpstream.BodyOf(context).Contains("\"prompt_cache_key\"", StringComparison.Ordinal))
            {
                context.Response.StatusCode = 400;
                return Write(
                    context,
                    """{"message":"property 'prompt_cache_key' is unsupported","type":"invalid_request_error","code":"wrong_api_format"}"""
                );
            }

            return Write(context, Answer);
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", strict.BaseUrl));
        const string request =
            """{"model":"demo","prompt_cache_key":"c","messages":[{"role":"user","content":"Hello"}]}""";

        using var first = await aimux.Chat(request);
        using var second = await aimux.Chat(request);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(3, strict.Requests.Count);
        Assert.Equal(
            """{"model":"demo","messages":[{"role":"user","content":"Hello"}]}""",
            Encoding.UTF8.GetString(strict.Requests.Last().Body)
        );
    }

    [Fact]
    public async Task A_body_that_fails_the_same_way_everywhere_opens_no_breaker()
    {
        await using var one = await ScriptedUpstream.Start(Fail);
        await using var two = await ScriptedUpstream.Start(Fail);
        await using var aimux = await RunningAimux.Start(
            Some.Provider("one", one.BaseUrl),
            Some.Provider("two", two.BaseUrl)
        );

        for (var i = 0; i < 12; i++)
        {
            using var answer = await aimux.Chat(Some.ChatBody);
            Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        }

        foreach (var provider in new[] { "one", "two" })
        {
            var snapshot = await aimux.Grains.GetGrain<IProviderGrain>(provider).GetSnapshot();
            Assert.Equal(BreakerStatus.Closed, snapshot.Breaker.Status);
        }

        static Task Fail(HttpContext context)
        {
            context.Response.StatusCode = 500;
            return Write(context, """{"error":{"message":"cannot handle this","type":"server_error"}}""");
        }
    }

    [Fact]
    public async Task A_request_too_long_for_one_model_goes_only_to_a_larger_one()
    {
        await using var small = await ScriptedUpstream.Start(TooLong);
        await using var unknown = await ScriptedUpstream.Start(context => Write(context, Answer));
        await using var large = await ScriptedUpstream.Start(context => Write(context, Answer));
        var route = new ModelRoute(
            "r",
            [
                new RouteCandidate("small", Some.Model, Facts: new ModelFacts(ContextTokens: 1_000)),
                new RouteCandidate("unknown", Some.Model),
                new RouteCandidate("large", Some.Model, Facts: new ModelFacts(ContextTokens: 100_000)),
            ],
            Policy: RoutePolicy.Ordered
        );
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(
                Some.Provider("small", small.BaseUrl),
                Some.Provider("unknown", unknown.BaseUrl),
                Some.Provider("large", large.BaseUrl)
            )
            {
                Routes = [route],
            }
        );

        using var answer = await aimux.Chat(Some.Chat("r"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("large", answer.Headers.GetValues("x-aimux-provider").Single());
        Assert.Single(
            small.Requests,
            received => received.Path.EndsWith("/chat/completions", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            unknown.Requests,
            received => received.Path.EndsWith("/chat/completions", StringComparison.Ordinal)
        );

        static Task TooLong(HttpContext context)
        {
            context.Response.StatusCode = 400;
            return Write(
                context,
                """{"error":{"message":"This model's maximum context length is 1000 tokens.","type":"invalid_request_error","code":"context_length_exceeded"}}"""
            );
        }
    }

    [Fact]
    public async Task A_streaming_caller_hears_something_before_the_first_content()
    {
        var gate = new TaskCompletionSource();
        await using var slow = await ScriptedUpstream.Start(async context =>
        {
            await gate.Task;
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(
                "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
                Cancellation
            );
        });
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider("one", slow.BaseUrl)),
            new AimuxOptions { Server = { KeepAlive = TimeSpan.FromMilliseconds(50) } }
        );

        using var answer = await aimux.ChatStreamed(Some.StreamBody);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        await using var stream = await answer.Content.ReadAsStreamAsync(Cancellation);
        var first = new byte[14];
        await stream.ReadExactlyAsync(first, Cancellation);
        gate.SetResult();
        using var reader = new StreamReader(stream);
        var rest = await reader.ReadToEndAsync(Cancellation);

        Assert.Equal(": keep-alive\n\n", Encoding.UTF8.GetString(first));
        Assert.EndsWith("data: [DONE]\n\n", rest, StringComparison.Ordinal);
        Assert.Contains("\"content\":\"hi\"", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_keep_alive_a_failure_is_an_event_of_the_stream()
    {
        var gate = new TaskCompletionSource();
        await using var failing = await ScriptedUpstream.Start(async context =>
        {
            await gate.Task;
            context.Response.StatusCode = 401;
        });
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider("one", failing.BaseUrl)),
            new AimuxOptions
            {
                Server = { KeepAlive = TimeSpan.FromMilliseconds(50) },
                Routing = { MaxWait = TimeSpan.Zero },
            }
        );

        using var answer = await aimux.ChatStreamed(Some.StreamBody);
        gate.SetResult();
        var text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.StartsWith(": keep-alive\n\n", text, StringComparison.Ordinal);
        Assert.Contains("data: {\"error\":{", text, StringComparison.Ordinal);
        Assert.Contains("upstream_key_refused", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brown_out_of_all_is_not_amplified()
    {
        await using var one = await ScriptedUpstream.Start(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", one.BaseUrl));
        while (aimux.Services.GetRequiredService<RetryBudget>().TrySpend())
        {
            // What quiet times saved up is not what this is about.
        }

        const int requests = 50;
        for (var i = 0; i < requests; i++)
        {
            using var answer = await aimux.Chat(Some.Chat(Some.Model) + new string(' ', i));
            Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        }

        var attempts = one.Requests.Count(received => received.Path.EndsWith("completions", StringComparison.Ordinal));
        Assert.InRange(attempts, requests, requests * 1.2 + 1);
    }

    [Fact]
    public async Task A_conflict_is_asked_again_once_and_nobody_else_is()
    {
        await using var one = await ScriptedUpstream.Start(context =>
        {
            context.Response.StatusCode = 409;
            return Write(context, """{"error":{"message":"busy with the same","type":"conflict"}}""");
        });
        await using var two = await ScriptedUpstream.Start(context => Write(context, Answer));
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider("one", one.BaseUrl), Some.Provider("two", two.BaseUrl))
            {
                Routes = [Some.Route("r", "one", "two") with { Policy = RoutePolicy.Ordered }],
            }
        );

        using var answer = await aimux.Chat(Some.Chat("r"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(
            2,
            one.Requests.Count(received => received.Path.EndsWith("completions", StringComparison.Ordinal))
        );
        Assert.DoesNotContain(
            two.Requests,
            received => received.Path.EndsWith("completions", StringComparison.Ordinal)
        );
    }

    private static Task Write(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, Cancellation);
    }
}
