using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using Aimux.Tests.Support;
using OpenAI.Chat;
using Xunit;

namespace Aimux.Tests.Sdk;

public sealed class ErrorSdkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ChatMessage[] Hello => [new UserChatMessage("Hello")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_model_that_nobody_serves_is_a_404_that_names_what_there_is(bool streaming)
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));

        var error = await Fails(new SdkClient(aimux).Chat("demmo"), streaming);

        Assert.Equal(404, error.Status);
        Assert.Contains("model_not_found", error.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'demo'?", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, provider.Stats.Snapshot().Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_invalid_parameter_is_a_400_in_the_providers_words(bool streaming)
    {
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(Some.Provider(one), Some.Provider(two));
        var options = new ChatCompletionOptions
        {
            Tools = { ChatTool.CreateFunctionTool("present") },
            ToolChoice = ChatToolChoice.CreateFunctionChoice("absent"),
        };

        var error = await Fails(new SdkClient(aimux).Chat(), streaming, options);

        Assert.Equal(400, error.Status);
        Assert.Contains(
            "'tool_choice' names 'absent', which is not among the tools.",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("invalid_request_error", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, one.Stats.Snapshot().Requests);
        Assert.Equal(0, two.Stats.Snapshot().Requests);
    }

    [Fact]
    public async Task A_broken_body_is_a_400_that_no_provider_sees()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        using var broken = BinaryContent.Create(BinaryData.FromString("""{"model":"demo","messages":["""));

        var error = await Assert.ThrowsAsync<ClientResultException>(() =>
            new SdkClient(aimux).Chat().CompleteChatAsync(broken, new RequestOptions())
        );

        Assert.Equal(400, error.Status);
        Assert.Contains("The request body is not valid JSON", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, provider.Stats.Snapshot().Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_all_keys_are_spent_a_429_says_when_to_come_back(bool streaming)
    {
        await using var provider = await Simulated.Start(
            "one",
            Failing.By("RateLimited") with
            {
                RetryAfterSeconds = 60,
            }
        );
        await using var aimux = await RunningAimux.Start(
            Some.Provider(provider, Some.Key("one", "a"), Some.Key("one", "b"))
        );
        var sdk = new SdkClient(aimux);

        var byProvider = await Fails(sdk.Chat(), streaming);
        var byAimux = await Fails(sdk.Chat(), streaming);

        // The second is refused without asking: both keys rest.
        Assert.Equal(2, provider.Stats.Snapshot().Requests);
        Assert.All([byProvider, byAimux], error => Assert.Equal(429, error.Status));
        Assert.All(
            [byProvider, byAimux],
            error => Assert.Contains("rate_limit_exceeded", error.Message, StringComparison.Ordinal)
        );
        Assert.All(sdk.Traffic.Answers, AssertSaysWhen);

        static void AssertSaysWhen(SdkAnswer answer)
        {
            Assert.InRange(int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 60);
            Assert.InRange(int.Parse(answer.Header("retry-after-ms")!, CultureInfo.InvariantCulture), 1, 60_000);
            Assert.Equal("true", answer.Header("x-should-retry"));
        }
    }

    [Theory]
    [InlineData("ServerError", false, 502, "upstream_failed")]
    [InlineData("ServerError", true, 502, "upstream_failed")]
    [InlineData("Unavailable", false, 503, "upstream_overloaded")]
    [InlineData("Overloaded", true, 529, "upstream_overloaded")]
    [InlineData("ResetBeforeHeaders", true, 502, "upstream_failed")]
    [InlineData("ErrorInBody", true, 502, "upstream_failed")]
    [InlineData("EmptyBody", true, 502, "upstream_failed")]
    [InlineData("MalformedFirstEvent", true, 502, "upstream_failed")]
    [InlineData("CutMidStream", false, 502, "upstream_failed")]
    [InlineData("PaymentRequired", false, 402, "payment_required")]
    // 401 would tell the caller that its own key is wrong.
    [InlineData("Unauthorized", false, 502, "upstream_key_refused")]
    public async Task When_every_provider_fails_the_error_says_who_said_what(
        string fault,
        bool streaming,
        int status,
        string code
    )
    {
        await using var one = await Simulated.Start("one", Failing.By(fault));
        await using var two = await Simulated.Start("two", Failing.By(fault));
        await using var aimux = await RunningAimux.Start(Some.Provider(one), Some.Provider(two));

        var error = await Fails(new SdkClient(aimux).Chat(), streaming);

        Assert.Equal(status, error.Status);
        Assert.Contains(code, error.Message, StringComparison.Ordinal);
        Assert.Contains("No provider could serve 'demo'. one: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("; two: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_nobody_listens_the_error_says_so()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        await provider.RefuseConnectionsAsync();

        var error = await Fails(new SdkClient(aimux).Chat(), streaming: false);

        Assert.Equal(502, error.Status);
        Assert.Contains("upstream_unreachable", error.Message, StringComparison.Ordinal);
    }

    private static Task<ClientResultException> Fails(
        ChatClient chat,
        bool streaming,
        ChatCompletionOptions? options = null
    )
    {
        return Assert.ThrowsAsync<ClientResultException>(() =>
            streaming
                ? Streams.ReadAll(chat.CompleteChatStreamingAsync(Hello, options, Cancellation))
                : chat.CompleteChatAsync(Hello, options, Cancellation)
        );
    }
}
