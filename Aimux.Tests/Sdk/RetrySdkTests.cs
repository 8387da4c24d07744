using System.ClientModel;
using System.Globalization;
using Aimux.Silo.Configuration.Options;
using Aimux.Tests.Support;
using OpenAI.Chat;
using Xunit;

namespace Aimux.Tests.Sdk;

/// <summary>
/// What the SDK does by itself after an error, with its own three retries: it heeds <c>Retry-After</c>, but neither
/// <c>x-should-retry</c> nor <c>retry-after-ms</c>.
/// </summary>
public sealed class RetrySdkTests
{
    private const int Usual = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ChatMessage[] Hello => [new UserChatMessage("Hello")];

    [Fact]
    public async Task A_failover_is_one_request_to_the_sdk()
    {
        await using var one = await Simulated.Start("one", Failing.By("ServerError"));
        await using var two = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(Some.Provider(one), Some.Provider(two));
        var sdk = new SdkClient(aimux, Usual);

        await sdk.Chat().CompleteChatAsync(Hello, cancellationToken: Cancellation);

        Assert.Equal("2", sdk.Traffic.Header("x-aimux-attempts"));
        Assert.Empty(sdk.Traffic.Waits);
        Assert.Equal(1, one.Stats.Snapshot().Requests);
        Assert.Equal(1, two.Stats.Snapshot().Requests);
    }

    [Fact]
    public async Task A_request_at_fault_is_not_repeated()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var sdk = new SdkClient(aimux, Usual);
        var options = new ChatCompletionOptions
        {
            Tools = { ChatTool.CreateFunctionTool("present") },
            ToolChoice = ChatToolChoice.CreateFunctionChoice("absent"),
        };

        await Assert.ThrowsAsync<ClientResultException>(() =>
            sdk.Chat().CompleteChatAsync(Hello, options, Cancellation)
        );

        Assert.Equal("false", sdk.Traffic.Header("x-should-retry"));
        Assert.Equal(1, provider.Stats.Snapshot().Requests);
    }

    [Fact]
    public async Task Retries_of_a_429_wait_as_long_as_told_and_never_reach_a_key_that_rests()
    {
        await using var provider = await Simulated.Start(
            "one",
            Failing.By("RateLimited") with
            {
                RetryAfterSeconds = 60,
            }
        );
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var sdk = new SdkClient(aimux, Usual);

        await Assert.ThrowsAsync<ClientResultException>(() =>
            sdk.Chat().CompleteChatAsync(Hello, cancellationToken: Cancellation)
        );

        Assert.Equal(1 + Usual, sdk.Traffic.Answers.Count);
        Assert.Equal(
            sdk.Traffic.Answers.Take(Usual).Select(answer => Seconds(answer.Header("Retry-After")!)),
            sdk.Traffic.Waits
        );
        Assert.Equal(1, provider.Stats.Snapshot().Requests);
    }

    // Each of its retries costs one more round at Aimux, and no more than one.
    [Fact]
    public async Task The_sdk_repeats_a_502_though_it_is_told_not_to()
    {
        await using var provider = await Simulated.Start("one", Failing.By("ServerError"));
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider(provider)),
            new AimuxOptions { Routing = { MaxFailures = 1 } }
        );
        var sdk = new SdkClient(aimux, Usual);

        await Assert.ThrowsAsync<ClientResultException>(() =>
            sdk.Chat().CompleteChatAsync(Hello, cancellationToken: Cancellation)
        );

        Assert.Equal(1 + Usual, sdk.Traffic.Answers.Count);
        Assert.All(sdk.Traffic.Answers, answer => Assert.Equal("false", answer.Header("x-should-retry")));
        Assert.Equal(1 + Usual, provider.Stats.Snapshot().Requests);
    }

    [Fact]
    public async Task A_retry_of_the_sdk_succeeds_once_the_provider_is_back()
    {
        await using var provider = await Simulated.Start("one", Failing.By("ServerError"));
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var sdk = new SdkClient(aimux);
        await Assert.ThrowsAsync<ClientResultException>(() =>
            sdk.Chat().CompleteChatAsync(Hello, cancellationToken: Cancellation)
        );

        provider.Settings = new();
        ChatCompletion answer = await sdk.Chat().CompleteChatAsync(Hello, cancellationToken: Cancellation);

        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
    }

    private static TimeSpan Seconds(string header) =>
        TimeSpan.FromSeconds(int.Parse(header, CultureInfo.InvariantCulture));
}
