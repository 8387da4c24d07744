using System.Text.Json.Nodes;
using Aimux.Tests.Support;
using Anthropic.Models.Messages;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Sdk.Messages;

public sealed class MessagesThinkingSdkTests
{
    private const string Thoughtful = """
        data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"demo","choices":[{"index":0,"delta":{"role":"assistant","reasoning_content":"Let me "},"finish_reason":null}]}

        data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"demo","choices":[{"index":0,"delta":{"reasoning_content":"see."},"finish_reason":null}]}

        data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"demo","choices":[{"index":0,"delta":{"content":"Yes."},"finish_reason":"stop"}]}

        data: [DONE]


        """;

    private const string ThoughtfulWhole =
        """{"id":"c1","object":"chat.completion","created":1,"model":"demo","choices":[{"index":0,"message":{"role":"assistant","content":"Yes.","reasoning_content":"Let me see."},"finish_reason":"stop"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Speaking.Messages, false)]
    [InlineData(Speaking.Messages, true)]
    [InlineData(Speaking.ChatAndMessages, false)]
    [InlineData(Speaking.ChatAndMessages, true)]
    public async Task A_thought_comes_with_its_signature_and_goes_back_with_it(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);
        var question = MessageParts.User("Hello");

        var first = await sdk.Ask(Thinking([question]), streaming);
        var second = await sdk.Ask(
            Thinking([question, MessageParts.Again(first), MessageParts.User("And?")]),
            streaming
        );

        Assert.NotEmpty(first.Thoughts());
        var thought = Assert.IsType<ThinkingBlock>(first.Content[0].Value);
        Assert.NotEmpty(thought.Signature);
        Assert.IsType<TextBlock>(first.Content[1].Value);
        // It refuses signatures that are not its own.
        Assert.NotEmpty(second.Text());
        var sent = Speaking.Asked(provider)["messages"]![1]!["content"]![0]!;
        Assert.Equal(thought.Signature, (string?)sent["signature"]);
        Assert.Equal(thought.Thinking, (string?)sent["thinking"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_thought_of_a_chat_has_no_signature_and_goes_back_as_it_came(bool streaming)
    {
        await using var provider = await ScriptedUpstream.Start(context =>
        {
            context.Response.ContentType = streaming ? "text/event-stream" : "application/json";
            return context.Response.WriteAsync(streaming ? Thoughtful : ThoughtfulWhole, Cancellation);
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", provider.BaseUrl));
        using var sdk = new MessagesSdk(aimux);
        var question = MessageParts.User("Hello");

        var first = await sdk.Ask(Thinking([question]), streaming);
        await sdk.Ask(Thinking([question, MessageParts.Again(first), MessageParts.User("And?")]), streaming);

        var thought = Assert.IsType<ThinkingBlock>(first.Content[0].Value);
        Assert.Equal("Let me see.", thought.Thinking);
        Assert.Equal("", thought.Signature);
        Assert.Equal("Yes.", first.Text());
        Assert.Equal("end_turn", first.Stopped());
        var bodies = provider
            .Requests.Where(request => request.Path.EndsWith("/chat/completions", StringComparison.Ordinal))
            .Select(request => JsonNode.Parse(request.Body)!)
            .ToArray();
        Assert.Equal("low", (string?)bodies[0]["reasoning_effort"]);
        Assert.Equal("Let me see.", (string?)bodies[1]["messages"]![1]!["reasoning_content"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_thought_that_a_strict_provider_refuses_is_left_out_and_the_request_served(bool streaming)
    {
        await using var provider = await Speaking.Start(Speaking.Chat);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);
        MessageParam earlier = new AssistantMessageParam
        {
            Content = new MessageContentParam([
                new ThinkingBlockParam { Thinking = "hm", Signature = "c2ln" },
                new TextBlockParam { Text = "Yes." },
            ]),
        };

        var answer = await sdk.Ask(
            MessageParts.Ask([MessageParts.User("Hello"), earlier, MessageParts.User("And?")]),
            streaming
        );

        Assert.StartsWith("Hello from", answer.Text(), StringComparison.Ordinal);
        Assert.Equal("2", sdk.Tap.Header("x-aimux-attempts"));
        Assert.Equal("Yes.", (string?)Speaking.Asked(provider)["messages"]![1]!["content"]);
        Assert.Null(Speaking.Asked(provider)["messages"]![1]!["reasoning_content"]);
    }

    private static MessageCreateParams Thinking(IReadOnlyList<MessageParam> messages) =>
        MessageParts.Ask(messages) with
        {
            Thinking = new ThinkingConfigEnabled { BudgetTokens = 2048 },
        };
}
