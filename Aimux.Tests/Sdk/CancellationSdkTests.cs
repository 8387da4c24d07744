using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Simulation;
using Aimux.Tests.Support;
using OpenAI.Chat;
using Xunit;

namespace Aimux.Tests.Sdk;

public sealed class CancellationSdkTests
{
    // So slow that only a caller's leaving ends it.
    private static readonly SimulatedProviderSettings NeverStarts = new(TimeToFirstTokenMs: 600_000);
    private static readonly SimulatedProviderSettings NeverGoesOn = new(TokensPerSecond: 0.001);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ChatMessage[] Hello => [new UserChatMessage("Hello")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_caller_who_cancels_before_the_answer_ends_it_at_the_provider(bool streaming)
    {
        await using var provider = await Simulated.Start("one", NeverStarts);
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var chat = new SdkClient(aimux).Chat();
        using var caller = new CancellationTokenSource();

        Task answer = streaming
            ? Streams.ReadAll(chat.CompleteChatStreamingAsync(Hello, cancellationToken: caller.Token))
            : chat.CompleteChatAsync(Hello, cancellationToken: caller.Token);
        await Until.Holds("the provider has the request", () => provider.Stats.Snapshot().InFlight == 1);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await AssertEndedEverywhere(aimux, provider);
    }

    [Fact]
    public async Task A_caller_who_cancels_in_the_middle_of_a_stream_ends_it_at_the_provider()
    {
        await using var provider = await Simulated.Start("one", NeverGoesOn);
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        using var caller = new CancellationTokenSource();
        var stream = new SdkClient(aimux).Chat().CompleteChatStreamingAsync(Hello, cancellationToken: caller.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in stream.WithCancellation(Cancellation))
            {
                if (update.ContentUpdate.Count > 0)
                {
                    await caller.CancelAsync();
                }
            }
        });

        await AssertEndedEverywhere(aimux, provider);
    }

    [Fact]
    public async Task A_caller_who_stops_reading_a_stream_ends_it_at_the_provider()
    {
        await using var provider = await Simulated.Start("one", NeverGoesOn);
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var stream = new SdkClient(aimux).Chat().CompleteChatStreamingAsync(Hello, cancellationToken: Cancellation);

        await foreach (var update in stream)
        {
            if (update.ContentUpdate.Count > 0)
            {
                break;
            }
        }

        await AssertEndedEverywhere(aimux, provider);
    }

    [Fact]
    public async Task A_caller_who_leaves_takes_no_other_with_it()
    {
        await using var provider = await Simulated.Start("one", NeverStarts);
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var chat = new SdkClient(aimux).Chat();
        using var caller = new CancellationTokenSource();
        var answer = chat.CompleteChatAsync(Hello, cancellationToken: caller.Token);
        await Until.Holds("the provider has the request", () => provider.Stats.Snapshot().InFlight == 1);

        provider.Settings = new();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        ChatCompletion next = await chat.CompleteChatAsync(Hello, cancellationToken: Cancellation);

        Assert.Equal(ChatFinishReason.Stop, next.FinishReason);
    }

    private static async Task AssertEndedEverywhere(RunningAimux aimux, SimulatedProvider provider)
    {
        await Until.Holds("the provider saw its client leave", () => provider.Stats.Snapshot().ClientAborts == 1);
        await Until.Holds("the provider is idle", () => provider.Stats.Snapshot().InFlight == 0);
        var key = aimux.Grains.GetGrain<IQuotaGroupGrain>("one/a");
        await Until.Holds("the key has its lease back", async () => (await key.GetSnapshots()).Single().InFlight == 0);
        Assert.Null((await key.GetSnapshots()).Single().RestsUntil);
        Assert.Equal(1, provider.Stats.Snapshot().Requests);
    }
}
