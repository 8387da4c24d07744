using System.Net;
using Aimux.Silo.Configuration;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>A provider that repeats a key in its answer does not make Aimux tell it.</summary>
public sealed class SecretsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Secret => Some.Secret("one/a");

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task An_echoed_key_is_in_no_error_and_no_decision(int status)
    {
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(
                $$$"""{"error":{"message":"Bad key: Bearer {{{Secret}}}"}}""",
                Cancellation
            );
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));

        using var answer = await aimux.Chat(Some.ChatBody);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(Secret, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, (await aimux.Decision(answer)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_echoed_key_is_not_in_a_stream_that_breaks()
    {
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            context.Response.ContentType = "text/event-stream";
            return context.Response.WriteAsync(
                $$$"""
                data: {"choices":[{"delta":{"content":"Hi"}}]}

                data: {"error":{"message":"Bad key: {{{Secret}}}"}}


                """,
                Cancellation
            );
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));

        using var answer = await aimux.Chat(Some.StreamBody);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Contains("Bad key: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Incorrect API key provided: sk-proj-****abcd.", "Incorrect API key provided: …")]
    [InlineData("key gsk_0123456789 is unknown", "key … is unknown")]
    [InlineData("nothing to hide, ask-me", "nothing to hide, ask-me")]
    public void What_looks_like_a_key_is_scrubbed_too(string text, string expected) =>
        Assert.Equal(expected, new ApiSecret("another-fake-key").Scrub(text));

    [Fact]
    public async Task A_refused_key_is_called_refused_and_not_a_limit()
    {
        await using var provider = await Simulated.Start("one", new() { ApiKeys = ["another"] });
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        using var first = await aimux.Chat(Some.ChatBody);

        using var second = await aimux.Chat(Some.ChatBody);

        Assert.Equal(HttpStatusCode.BadGateway, first.StatusCode);
        Assert.Equal(HttpStatusCode.BadGateway, second.StatusCode);
        Assert.Equal("false", second.Headers.GetValues("x-should-retry").Single());
        var error = await RunningAimux.Error(second);
        Assert.Equal("upstream_key_refused", error.GetProperty("code").GetString());
        Assert.Equal(1, provider.Stats.Snapshot().Requests);
    }
}
