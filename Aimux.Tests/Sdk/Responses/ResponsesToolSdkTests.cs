using System.Text.Json.Nodes;
using Aimux.Tests.Support;
using OpenAI.Responses;
using Xunit;

namespace Aimux.Tests.Sdk.Responses;

public sealed class ResponsesToolSdkTests
{
    private static readonly FunctionTool Weather = ResponseTool.CreateFunctionTool(
        "get_weather",
        BinaryData.FromString(
            """{"type":"object","properties":{"days":{"type":"integer","minimum":3}},"required":["days"]}"""
        ),
        strictModeEnabled: false
    );

    private static readonly FunctionTool Clock = ResponseTool.CreateFunctionTool(
        "get_time",
        BinaryData.FromString(
            """{"type":"object","properties":{"zone":{"type":"string","enum":["CET"]}},"required":["zone"]}"""
        ),
        strictModeEnabled: false
    );

    [Theory]
    [MemberData(nameof(ResponsesParts.Ways), MemberType = typeof(ResponsesParts))]
    public async Task A_tool_is_called_and_its_output_leads_to_a_text(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var sdk = new SdkClient(aimux);
        var question = ResponseItem.CreateUserMessageItem("Use get_weather for Bern.");

        var first = await sdk.Answer(ResponsesParts.Ask([question], Weather, Clock), streaming);
        var call = Assert.Single(first.Calls());
        Assert.Equal(ResponseStatus.Completed, first.Status);
        Assert.Equal("get_weather", call.FunctionName);
        Assert.True((int)JsonNode.Parse(call.FunctionArguments)!["days"]! >= 3);

        var output = ResponseItem.CreateFunctionCallOutputItem(call.CallId, """{"degrees":21}""");
        var second = await sdk.Answer(
            ResponsesParts.Ask([question, .. first.OutputItems, output], Weather, Clock),
            streaming
        );

        Assert.Empty(second.Calls());
        Assert.StartsWith("Hello from", second.GetOutputText(), StringComparison.Ordinal);
        AssertSawOutput(Speaking.Asked(provider), spoken, call);
    }

    [Theory]
    [MemberData(nameof(ResponsesParts.Ways), MemberType = typeof(ResponsesParts))]
    public async Task Two_tools_are_called_in_one_answer(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var sdk = new SdkClient(aimux);
        var question = ResponseItem.CreateUserMessageItem("Use get_weather and get_time at once.");

        var first = await sdk.Answer(ResponsesParts.Ask([question], Weather, Clock), streaming);
        var calls = first.Calls();
        Assert.Equal(["get_weather", "get_time"], calls.Select(call => call.FunctionName));
        Assert.Equal(2, calls.Select(call => call.CallId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("CET", (string?)JsonNode.Parse(calls[1].FunctionArguments)!["zone"]);

        var outputs = calls.Select(call =>
            ResponseItem.CreateFunctionCallOutputItem(call.CallId, $"said {call.FunctionName}")
        );
        var second = await sdk.Answer(
            ResponsesParts.Ask([question, .. first.OutputItems, .. outputs], Weather, Clock),
            streaming
        );

        Assert.Empty(second.Calls());
        Assert.Contains("said get_weather", Speaking.Requests(provider)[^1].Body, StringComparison.Ordinal);
        Assert.Contains("said get_time", Speaking.Requests(provider)[^1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ResponsesParts.Ways), MemberType = typeof(ResponsesParts))]
    public async Task The_callers_choice_of_tools_holds(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var sdk = new SdkClient(aimux);
        var forced = ResponsesParts.Ask("Hello", Weather, Clock);
        forced.ToolChoice = ResponseToolChoice.CreateFunctionChoice("get_time");
        var alone = ResponsesParts.Ask("Use get_weather and get_time at once.", Weather, Clock);
        alone.ParallelToolCallsEnabled = false;
        var none = ResponsesParts.Ask("Use get_weather.", Weather, Clock);
        none.ToolChoice = ResponseToolChoice.CreateNoneChoice();

        Assert.Equal("get_time", Assert.Single((await sdk.Answer(forced, streaming)).Calls()).FunctionName);
        Assert.Equal("get_weather", Assert.Single((await sdk.Answer(alone, streaming)).Calls()).FunctionName);
        Assert.Empty((await sdk.Answer(none, streaming)).Calls());
    }

    private static void AssertSawOutput(JsonNode asked, string spoken, FunctionCallResponseItem call)
    {
        switch (spoken)
        {
            case Speaking.Chat:
                var messages = asked["messages"]!.AsArray();
                Assert.Equal(["user", "assistant", "tool"], messages.Select(message => (string?)message!["role"]));
                Assert.Equal(call.CallId, (string?)messages[1]!["tool_calls"]![0]!["id"]);
                Assert.Equal(call.CallId, (string?)messages[2]!["tool_call_id"]);
                break;
            case Speaking.Messages:
                var turns = asked["messages"]!.AsArray();
                Assert.Equal(["user", "assistant", "user"], turns.Select(message => (string?)message!["role"]));
                Assert.Equal(
                    (string?)turns[1]!["content"]![0]!["id"],
                    (string?)turns[2]!["content"]![0]!["tool_use_id"]
                );
                break;
            default:
                Assert.Equal(call.CallId, (string?)asked["input"]![2]!["call_id"]);
                break;
        }
    }
}
