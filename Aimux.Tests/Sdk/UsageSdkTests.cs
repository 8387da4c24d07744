using System.Text.Json.Nodes;
using Aimux.Tests.Support;
using OpenAI.Chat;
using Xunit;

namespace Aimux.Tests.Sdk;

public sealed class UsageSdkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ChatMessage[] Hello => [new UserChatMessage("Hello")];

    [Fact]
    public async Task A_whole_answer_tells_its_usage_and_the_decision_holds_it_too()
    {
        await using var provider = await Simulated.Start("one", new() { OutputTokens = 17 });
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var sdk = new SdkClient(aimux);

        ChatCompletion answer = await sdk.Chat().CompleteChatAsync(Hello, cancellationToken: Cancellation);

        await AssertUsage(aimux, sdk, answer.Usage, 17);
    }

    // The SDK asks for it by stream_options in every stream.
    [Fact]
    public async Task The_last_update_of_a_stream_tells_its_usage_and_the_decision_holds_it_too()
    {
        await using var provider = await Simulated.Start("one", new() { OutputTokens = 17 });
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var sdk = new SdkClient(aimux);

        var updates = await Streams.ReadAll(
            sdk.Chat().CompleteChatStreamingAsync(Hello, cancellationToken: Cancellation)
        );

        Assert.All(updates.SkipLast(1), update => Assert.Null(update.Usage));
        await AssertUsage(aimux, sdk, updates[^1].Usage, 17);
    }

    private static async Task AssertUsage(RunningAimux aimux, SdkClient sdk, ChatTokenUsage? usage, int output)
    {
        Assert.NotNull(usage);
        Assert.Equal(output, usage.OutputTokenCount);
        Assert.True(usage.InputTokenCount > 0);
        Assert.Equal(usage.InputTokenCount + usage.OutputTokenCount, usage.TotalTokenCount);

        var end = await DecisionEnd(aimux, sdk.Traffic.Header("x-aimux-decision")!);
        Assert.Equal(usage.InputTokenCount, (int)end["input_tokens"]!);
        Assert.Equal(usage.OutputTokenCount, (int)end["output_tokens"]!);
    }

    /// <summary>The decision's end is noted after the caller has its answer.</summary>
    private static async Task<JsonNode> DecisionEnd(RunningAimux aimux, string id)
    {
        JsonNode? end = null;
        await Until.Holds(
            "the decision has its end",
            async () =>
            {
                var decision = JsonNode.Parse(await aimux.Admin.GetStringAsync($"/api/decisions/{id}", Cancellation));
                end = decision!["end"];
                return end is not null;
            }
        );
        return end!;
    }
}
