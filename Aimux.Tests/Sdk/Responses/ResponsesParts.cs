using Aimux.Silo.Wire;
using Aimux.Tests.Support;
using OpenAI.Responses;
using Xunit;

namespace Aimux.Tests.Sdk.Responses;

/// <summary>Makes what OpenAI's SDK asks in Responses, and puts together what it gets.</summary>
internal static class ResponsesParts
{
    /// <summary>Whom a caller of Responses meets, each whole and as a stream.</summary>
    public static TheoryData<string, bool> Ways { get; } =
        new MatrixTheoryData<string, bool>(
            [Speaking.Chat, Speaking.Messages, Speaking.ChatAndResponses],
            [false, true]
        );

    public static CreateResponseOptions Ask(string text, params ResponseTool[] tools) =>
        Ask([ResponseItem.CreateUserMessageItem(text)], tools);

    public static CreateResponseOptions Ask(IEnumerable<ResponseItem> items, params ResponseTool[] tools)
    {
        var options = new CreateResponseOptions(Some.Model, items);
        foreach (var tool in tools)
        {
            options.Tools.Add(tool);
        }

        return options;
    }

    /// <summary>Asks; a stream is held against its grammar, and its last event against the events before.</summary>
    public static async Task<ResponseResult> Answer(this SdkClient sdk, CreateResponseOptions options, bool streaming)
    {
        var cancellation = TestContext.Current.CancellationToken;
        if (!streaming)
        {
            return (await sdk.Responses.CreateResponseAsync(options, cancellation)).Value;
        }

        options.StreamingEnabled = true;
        ResponseResult? result = null;
        var text = "";
        var thoughts = "";
        await foreach (
            var update in (await sdk.Responses.CreateResponseStreamingAsync(options, cancellation)).WithCancellation(
                cancellation
            )
        )
        {
            Assert.Null(result);
            switch (update)
            {
                case StreamingResponseOutputTextDeltaUpdate delta:
                    text += delta.Delta;
                    break;
                case StreamingResponseReasoningSummaryTextDeltaUpdate delta:
                    thoughts += delta.Delta;
                    break;
                case StreamingResponseCompletedUpdate completed:
                    result = completed.Response;
                    break;
                case StreamingResponseIncompleteUpdate incomplete:
                    result = incomplete.Response;
                    break;
                default:
                    break;
            }
        }

        Assert.NotNull(result);
        var read = sdk.Tap.Check(WireProtocol.Responses);
        Assert.Equal(read.Text, text);
        Assert.Equal(read.Thoughts, thoughts);
        Assert.Equal(text, result.GetOutputText() ?? "");
        Assert.Equal(thoughts, result.Thoughts());
        Assert.Equal(read.Calls.Select(call => call.Id), result.Calls().Select(call => call.CallId));
        return result;
    }

    public static FunctionCallResponseItem[] Calls(this ResponseResult result) =>
        [.. result.OutputItems.OfType<FunctionCallResponseItem>()];

    public static string Thoughts(this ResponseResult result) =>
        string.Concat(result.OutputItems.OfType<ReasoningResponseItem>().Select(item => item.GetSummaryText()));
}
