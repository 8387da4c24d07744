using System.Text.Json;
using System.Text.Json.Nodes;
using Aimux.Tests.Support;
using Anthropic.Models.Messages;
using Xunit;

namespace Aimux.Tests.Sdk.Messages;

public sealed class MessagesSdkTests
{
    private const string Picture = "iVBORw0KGgo=";

    [Theory]
    [MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task A_message_is_answered(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken, new(OutputTokens: 60));
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);

        var answer = await sdk.Ask(MessageParts.Ask("Hello – 你好 👋") with { System = "Be brief." }, streaming);

        Assert.StartsWith("Hello from the simulated provider one.", answer.Text(), StringComparison.Ordinal);
        Assert.Equal("end_turn", answer.Stopped());
        Assert.NotEmpty(answer.ID);
        Assert.Equal(Some.Model, answer.Model.Raw());
        Assert.Equal(60, answer.Usage.OutputTokens);
        Assert.True(answer.Usage.InputTokens > 0);
        Assert.Equal("one", sdk.Tap.Header("x-aimux-provider"));
        Assert.Equal(sdk.Tap.Header("x-aimux-decision"), sdk.Tap.Header("request-id"));
        var request = Assert.Single(Speaking.Requests(provider));
        var speaksMessages = spoken != Speaking.Chat;
        Assert.EndsWith(speaksMessages ? "/messages" : "/chat/completions", request.Path, StringComparison.Ordinal);
        Assert.Equal(speaksMessages, request.Headers.ContainsKey("anthropic-version"));
        var asked = JsonNode.Parse(request.Body)!;
        Assert.Equal(
            "Be brief.",
            speaksMessages ? (string?)asked["system"] : (string?)asked["messages"]![0]!["content"]
        );
    }

    [Theory]
    [MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task An_answer_that_reaches_the_callers_bound_says_so(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);

        var answer = await sdk.Ask(MessageParts.Ask("Hello") with { MaxTokens = 3 }, streaming);

        Assert.Equal("Hello from the", answer.Text());
        Assert.Equal("max_tokens", answer.Stopped());
        Assert.Equal(3, answer.Usage.OutputTokens);
    }

    [Theory]
    [MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task A_picture_arrives(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);

        await sdk.Ask(
            MessageParts.Ask([MessageParts.User(MessageParts.Text("What is this?"), MessageParts.Image(Picture))]),
            streaming
        );

        var parts = Speaking.Asked(provider)["messages"]![0]!["content"]!.AsArray();
        Assert.Equal("What is this?", (string?)parts[0]!["text"]);
        Assert.Equal(
            spoken == Speaking.Chat ? $"data:image/png;base64,{Picture}" : Picture,
            spoken == Speaking.Chat ? (string?)parts[1]!["image_url"]!["url"] : (string?)parts[1]!["source"]!["data"]
        );
    }

    [Theory]
    [MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task An_answer_fits_the_callers_schema(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);
        var schema = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
            """{"type":"object","properties":{"mood":{"type":"string","enum":["sunny"]}},"required":["mood"],"additionalProperties":false}"""
        )!;

        var answer = await sdk.Ask(
            MessageParts.Ask("How is it?") with
            {
                OutputConfig = new OutputConfig { Format = new JsonOutputFormat { Schema = schema } },
            },
            streaming
        );

        Assert.Equal("""{"mood":"sunny"}""", JsonNode.Parse(answer.Text())!.ToJsonString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tokens_of_a_cache_are_told_apart(bool streaming)
    {
        await using var provider = await Speaking.Start(Speaking.Chat, new(CacheReadTokens: 7));
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);

        var answer = await sdk.Ask(MessageParts.Ask(new string('a', 400)), streaming);

        // Where Messages count them beside the prompt, chat counts them within.
        Assert.Equal(7, answer.Usage.CacheReadInputTokens);
        Assert.Equal(Speaking.Requests(provider)[0].Body.Length / 4 - 7, answer.Usage.InputTokens);
    }

    [Theory]
    [MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task What_stops_an_answer_and_who_asks_arrive(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);

        await sdk.Ask(
            MessageParts.Ask("Hello") with
            {
                StopSequences = ["END", "\n\nHuman:"],
                Metadata = new Metadata { UserID = "user-1" },
            },
            streaming
        );

        var asked = Speaking.Asked(provider);
        var stop = asked[spoken == Speaking.Chat ? "stop" : "stop_sequences"]!.AsArray();
        Assert.Equal(["END", "\n\nHuman:"], stop.Select(one => (string)one!));
        Assert.Equal(
            "user-1",
            spoken == Speaking.Chat ? (string?)asked["user"] : (string?)asked["metadata"]!["user_id"]
        );
    }
}
