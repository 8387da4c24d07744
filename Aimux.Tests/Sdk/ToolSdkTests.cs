using System.Text;
using System.Text.Json.Nodes;
using Aimux.Tests.Support;
using OpenAI.Chat;
using Xunit;

namespace Aimux.Tests.Sdk;

public sealed class ToolSdkTests
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool(
        "get_weather",
        "The weather of a city.",
        BinaryData.FromString(
            """
            {
              "type": "object",
              "properties": { "city": { "type": "string" }, "days": { "type": "integer", "minimum": 3 } },
              "required": ["city", "days"]
            }
            """
        )
    );

    private static readonly ChatTool Clock = ChatTool.CreateFunctionTool(
        "get_time",
        "The time of a zone.",
        BinaryData.FromString(
            """{"type":"object","properties":{"zone":{"type":"string","enum":["CET","UTC"]}},"required":["zone"]}"""
        )
    );

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tool_is_called_and_its_result_leads_to_a_text()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var chat = new SdkClient(aimux).Chat();
        List<ChatMessage> messages = [new UserChatMessage("Use get_weather for Bern.")];

        ChatCompletion first = await chat.CompleteChatAsync(messages, Tools(), Cancellation);
        Assert.Equal(ChatFinishReason.ToolCalls, first.FinishReason);
        var call = Assert.Single(first.ToolCalls);
        Assert.Equal("get_weather", call.FunctionName);
        Assert.True((int)JsonNode.Parse(call.FunctionArguments)!["days"]! >= 3);

        messages.Add(new AssistantChatMessage(first));
        messages.Add(new ToolChatMessage(call.Id, """{"degrees":21}"""));
        ChatCompletion second = await chat.CompleteChatAsync(messages, Tools(), Cancellation);

        Assert.Equal(ChatFinishReason.Stop, second.FinishReason);
        Assert.Empty(second.ToolCalls);
        Assert.StartsWith("Hello from", second.Content[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tools_are_called_in_one_answer()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var chat = new SdkClient(aimux).Chat();

        ChatCompletion answer = await chat.CompleteChatAsync(Both(), Tools(), Cancellation);

        Assert.Equal(ChatFinishReason.ToolCalls, answer.FinishReason);
        Assert.Equal(["get_weather", "get_time"], answer.ToolCalls.Select(call => call.FunctionName));
        Assert.Equal(2, answer.ToolCalls.Select(call => call.Id).Distinct().Count());
        Assert.Equal("CET", (string?)JsonNode.Parse(answer.ToolCalls[1].FunctionArguments)!["zone"]);
    }

    [Fact]
    public async Task Streamed_calls_of_two_tools_come_together_by_their_index()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var chat = new SdkClient(aimux).Chat();

        ChatCompletion whole = await chat.CompleteChatAsync(Both(), Tools(), Cancellation);
        var updates = await Streams.ReadAll(chat.CompleteChatStreamingAsync(Both(), Tools(), Cancellation));
        var calls = Join(updates);

        Assert.Equal(ChatFinishReason.ToolCalls, Streams.FinishOf(updates));
        Assert.Equal("", Streams.TextOf(updates));
        Assert.Equal([0, 1], calls.Keys.Order());
        Assert.Equal(["get_weather", "get_time"], calls.Values.Select(call => call.Name));
        Assert.All(calls.Values, call => Assert.NotEmpty(call.Id));
        Assert.Equal(
            whole.ToolCalls.Select(call => JsonNode.Parse(call.FunctionArguments)!.ToJsonString()),
            calls.Values.Select(call => JsonNode.Parse(call.Arguments.ToString())!.ToJsonString())
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_parallel_calls_one_tool_is_called(bool streaming)
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var chat = new SdkClient(aimux).Chat();
        var options = Tools();
        options.AllowParallelToolCalls = false;

        string[] called;
        if (streaming)
        {
            var updates = await Streams.ReadAll(chat.CompleteChatStreamingAsync(Both(), options, Cancellation));
            called = [.. Join(updates).Values.Select(call => call.Name)];
        }
        else
        {
            ChatCompletion answer = await chat.CompleteChatAsync(Both(), options, Cancellation);
            called = [.. answer.ToolCalls.Select(call => call.FunctionName)];
        }

        Assert.Equal(["get_weather"], called);
    }

    [Fact]
    public async Task A_tool_that_the_caller_demands_is_the_one_called()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var options = Tools();
        options.ToolChoice = ChatToolChoice.CreateFunctionChoice("get_time");

        ChatCompletion answer = await new SdkClient(aimux)
            .Chat()
            .CompleteChatAsync([new UserChatMessage("Hello")], options, Cancellation);

        Assert.Equal("get_time", Assert.Single(answer.ToolCalls).FunctionName);
    }

    private static ChatMessage[] Both() => [new UserChatMessage("Use get_weather and get_time at once.")];

    private static ChatCompletionOptions Tools() => new() { Tools = { Weather, Clock } };

    private static SortedDictionary<int, JoinedCall> Join(IEnumerable<StreamingChatCompletionUpdate> updates)
    {
        var calls = new SortedDictionary<int, JoinedCall>();
        foreach (var update in updates.SelectMany(update => update.ToolCallUpdates))
        {
            if (!calls.TryGetValue(update.Index, out var call))
            {
                calls.Add(update.Index, call = new JoinedCall(update.ToolCallId, update.FunctionName));
            }

            call.Arguments.Append(update.FunctionArgumentsUpdate);
        }

        return calls;
    }

    private sealed record JoinedCall(string Id, string Name)
    {
        public StringBuilder Arguments { get; } = new();
    }
}
