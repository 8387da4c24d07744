using System.Text.Json.Nodes;
using Aimux.Silo.Simulation;
using Aimux.Tests.Support;
using Anthropic.Models.Messages;
using Xunit;

namespace Aimux.Tests.Sdk.Messages;

public sealed class MessagesToolSdkTests
{
    private const string Picture = "iVBORw0KGgo=";

    private static readonly Tool Weather = MessageParts.Tool(
        "get_weather",
        "days",
        """{"type":"integer","minimum":3}"""
    );

    private static readonly Tool Clock = MessageParts.Tool(
        "get_time",
        "zone",
        """{"type":"string","enum":["CET","UTC"]}"""
    );

    [Theory]
    [MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task A_tool_is_called_and_its_failure_leads_to_a_text(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);
        var question = MessageParts.User("Use get_weather for Bern.");

        var first = await sdk.Ask(MessageParts.Ask([question], Weather, Clock), streaming);
        var call = Assert.Single(first.Calls());
        Assert.Equal("tool_use", first.Stopped());
        Assert.Equal("get_weather", call.Name);
        Assert.True(call.Input["days"].GetInt32() >= 3);

        var failure = new ToolResultBlockParam
        {
            ToolUseID = call.ID,
            Content = "no such city",
            IsError = true,
        };
        var second = await sdk.Ask(
            MessageParts.Ask([question, MessageParts.Again(first), MessageParts.User(failure)], Weather, Clock),
            streaming
        );

        Assert.Equal("end_turn", second.Stopped());
        Assert.StartsWith("Hello from", second.Text(), StringComparison.Ordinal);
        AssertSawFailure(provider, spoken, call);
    }

    [Theory]
    [MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task Two_tools_are_called_in_one_answer(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);
        var question = MessageParts.User("Use get_weather and get_time at once.");

        var first = await sdk.Ask(MessageParts.Ask([question], Weather, Clock), streaming);
        var calls = first.Calls();
        Assert.Equal("tool_use", first.Stopped());
        Assert.Equal(["get_weather", "get_time"], calls.Select(call => call.Name));
        Assert.Equal(2, calls.Select(call => call.ID).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("CET", calls[1].Input["zone"].GetString());

        var results = calls.Select(call =>
            (ContentBlockParam)new ToolResultBlockParam { ToolUseID = call.ID, Content = $"said {call.Name}" }
        );
        var second = await sdk.Ask(
            MessageParts.Ask([question, MessageParts.Again(first), MessageParts.User([.. results])], Weather, Clock),
            streaming
        );

        Assert.Equal("end_turn", second.Stopped());
        Assert.Contains("said get_weather", Speaking.Requests(provider)[^1].Body, StringComparison.Ordinal);
        Assert.Contains("said get_time", Speaking.Requests(provider)[^1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task A_picture_that_a_tool_made_arrives(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);
        var question = MessageParts.User("Use get_weather.");
        var first = await sdk.Ask(MessageParts.Ask([question], Weather), streaming);
        var result = new ToolResultBlockParam
        {
            ToolUseID = first.Calls()[0].ID,
            Content = new ToolResultBlockParamContent([
                new Block(new TextBlockParam { Text = "a map" }),
                new Block(MessageParts.Image(Picture)),
            ]),
        };

        var second = await sdk.Ask(
            MessageParts.Ask([question, MessageParts.Again(first), MessageParts.User(result)], Weather) with
            {
                ToolChoice = new ToolChoiceNone(),
            },
            streaming
        );

        Assert.Equal("end_turn", second.Stopped());
        var messages = Speaking.Asked(provider)["messages"]!.AsArray();
        if (spoken == Speaking.Chat)
        {
            // A tool can only say texts in a chat: its picture follows in the user's name.
            Assert.Equal(["user", "assistant", "tool", "user"], messages.Select(message => (string?)message!["role"]));
            Assert.Equal("a map", (string?)messages[2]!["content"]);
            Assert.Equal(
                $"data:image/png;base64,{Picture}",
                (string?)messages[3]!["content"]![0]!["image_url"]!["url"]
            );
        }
        else
        {
            var content = messages[2]!["content"]![0]!["content"]!;
            Assert.Equal(Picture, (string?)content[1]!["source"]!["data"]);
        }
    }

    [Theory]
    [MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task Who_wants_one_call_gets_one(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);

        var answer = await sdk.Ask(
            MessageParts.Ask("Use get_weather and get_time at once.", Weather, Clock) with
            {
                ToolChoice = new ToolChoiceAuto { DisableParallelToolUse = true },
            },
            streaming
        );

        Assert.Equal("get_weather", Assert.Single(answer.Calls()).Name);
    }

    [Theory]
    [MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task A_tool_that_the_caller_demands_is_the_one_called(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);

        var answer = await sdk.Ask(
            MessageParts.Ask("Hello", Weather, Clock) with
            {
                ToolChoice = new ToolChoiceTool { Name = "get_time" },
            },
            streaming
        );

        Assert.Equal("get_time", Assert.Single(answer.Calls()).Name);
    }

    private static void AssertSawFailure(SimulatedProvider provider, string spoken, ToolUseBlock call)
    {
        var messages = Speaking.Asked(provider)["messages"]!.AsArray();
        if (spoken == Speaking.Chat)
        {
            Assert.Equal(["user", "assistant", "tool"], messages.Select(message => (string?)message!["role"]));
            Assert.Equal(call.ID, (string?)messages[1]!["tool_calls"]![0]!["id"]);
            Assert.Equal(call.ID, (string?)messages[2]!["tool_call_id"]);
            Assert.Equal("Error: no such city", (string?)messages[2]!["content"]);
            var arguments = JsonNode.Parse((string)messages[1]!["tool_calls"]![0]!["function"]!["arguments"]!)!;
            Assert.Equal(call.Input["days"].GetInt32(), (int)arguments["days"]!);
        }
        else
        {
            var result = messages[2]!["content"]![0]!;
            Assert.Equal(call.ID, (string?)result["tool_use_id"]);
            Assert.True((bool)result["is_error"]!);
        }
    }
}
