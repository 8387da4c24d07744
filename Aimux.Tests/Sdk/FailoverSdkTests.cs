using Aimux.Tests.Support;
using OpenAI.Chat;
using Xunit;

namespace Aimux.Tests.Sdk;

public sealed class FailoverSdkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ChatMessage[] Hello => [new UserChatMessage("Hello")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_the_first_provider_refuses_connections_the_second_answers(bool streaming)
    {
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(Some.Provider(one), Some.Provider(two));
        await one.RefuseConnectionsAsync();

        await AssertSecondAnswers(aimux, streaming);
    }

    [Theory]
    [InlineData("Unauthorized", false)]
    [InlineData("PaymentRequired", true)]
    [InlineData("RateLimited", false)]
    [InlineData("RateLimitedBare", true)]
    [InlineData("ServerError", false)]
    [InlineData("ServerError", true)]
    [InlineData("Unavailable", false)]
    [InlineData("Overloaded", true)]
    [InlineData("ResetBeforeHeaders", false)]
    [InlineData("ResetBeforeHeaders", true)]
    [InlineData("EmptyBody", false)]
    [InlineData("EmptyBody", true)]
    [InlineData("ErrorInBody", false)]
    [InlineData("ErrorInBody", true)]
    [InlineData("MalformedFirstEvent", false)]
    [InlineData("MalformedFirstEvent", true)]
    // A whole answer is held back until it is complete, so that even one that breaks half way can be replaced.
    [InlineData("CutMidStream", false)]
    [InlineData("EndMidStream", false)]
    [InlineData("MalformedStream", false)]
    public async Task When_the_first_provider_fails_the_second_answers(string fault, bool streaming)
    {
        await using var one = await Simulated.Start("one", Failing.By(fault));
        await using var two = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(Some.Provider(one), Some.Provider(two));

        await AssertSecondAnswers(aimux, streaming);

        Assert.Equal(1, one.Stats.Snapshot().Requests);
    }

    [Fact]
    public async Task When_the_first_key_is_spent_the_second_key_answers()
    {
        await using var provider = await Simulated.Start("one", new(RequestsPerMinute: 1));
        await using var aimux = await RunningAimux.Start(
            Some.Provider(provider, Some.Key("one", "a"), Some.Key("one", "b"))
        );
        var chat = new SdkClient(aimux).Chat();

        await chat.CompleteChatAsync(Hello, cancellationToken: Cancellation);
        await chat.CompleteChatAsync(Hello, cancellationToken: Cancellation);

        Assert.Equal(2, provider.Stats.Snapshot().Succeeded);
        Assert.Equal(2, provider.Stats.Snapshot().RequestsPerKey.Count);
    }

    private static async Task AssertSecondAnswers(RunningAimux aimux, bool streaming)
    {
        var sdk = new SdkClient(aimux);
        string text;
        if (streaming)
        {
            var updates = await Streams.ReadAll(
                sdk.Chat().CompleteChatStreamingAsync(Hello, cancellationToken: Cancellation)
            );
            Assert.Equal(ChatFinishReason.Stop, Streams.FinishOf(updates));
            text = Streams.TextOf(updates);
        }
        else
        {
            ChatCompletion answer = await sdk.Chat().CompleteChatAsync(Hello, cancellationToken: Cancellation);
            text = answer.Content[0].Text;
        }

        Assert.Contains("provider two", text, StringComparison.Ordinal);
        Assert.Equal("two", sdk.Traffic.Header("x-aimux-provider"));
        Assert.Equal("2", sdk.Traffic.Header("x-aimux-attempts"));
    }
}
