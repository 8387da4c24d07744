using System.Net;
using System.Text;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>What the loop over keys and providers makes of failures.</summary>
public sealed partial class AttemptLoopFailureTests
{
    private const string Answer =
        """{"choices":[{"message":{"role":"assistant","content":"hi"},"finish_reason":"stop"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_field_that_the_provider_does_not_know_is_left_out_once_and_remembered()
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
    public async Task One_body_that_fails_everywhere_opens_no_breaker()
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
    public async Task A_prompt_that_is_too_long_goes_only_to_larger_models()
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

    private static Task Write(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json, Cancellation);
    }
}
