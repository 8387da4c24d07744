using Aimux.Tests.Support;
using OpenAI.Chat;
using Xunit;

namespace Aimux.Tests.Sdk;

/// <summary>A stream that breaks after the caller has some of it cannot be replaced; it must not look complete.</summary>
public sealed class BrokenStreamSdkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ChatMessage[] Hello => [new UserChatMessage("Hello")];

    [Theory]
    [InlineData("CutMidStream")]
    [InlineData("EndMidStream")]
    [InlineData("MalformedStream")]
    [InlineData("ErrorMidStream")]
    public async Task A_stream_that_breaks_has_no_finish_reason_and_no_usage(string fault)
    {
        await using var one = await Simulated.Start("one", Failing.By(fault));
        await using var two = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(Some.Provider(one), Some.Provider(two));
        var updates = new List<StreamingChatCompletionUpdate>();

        var failure = await Record.ExceptionAsync(async () =>
        {
            await foreach (
                var update in new SdkClient(aimux)
                    .Chat()
                    .CompleteChatStreamingAsync(Hello, cancellationToken: Cancellation)
            )
            {
                updates.Add(update);
            }
        });

        // This SDK reads past the error event that ends the stream: what is missing is all it can tell by.
        Assert.Null(failure);
        Assert.StartsWith("Hello from", Streams.TextOf(updates), StringComparison.Ordinal);
        Assert.Null(Streams.FinishOf(updates));
        Assert.DoesNotContain(updates, update => update.Usage is not null);
        Assert.Equal(0, two.Stats.Snapshot().Requests);
    }
}
