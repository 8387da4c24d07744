using System.ClientModel;
using System.Text.Json.Nodes;
using Aimux.Silo.Wire;
using Aimux.Tests.Support;
using OpenAI.Chat;
using Xunit;

namespace Aimux.Tests.Sdk;

/// <summary>OpenAI's SDK asks in chat, and the only provider speaks Anthropic Messages.</summary>
public sealed class ChatOverMessagesSdkTests
{
    private const string Schema =
        """{"type":"object","properties":{"mood":{"type":"string","enum":["sunny"]}},"required":["mood"],"additionalProperties":false}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ChatMessage[] Hello => [new SystemChatMessage("Be brief."), new UserChatMessage("Hello – 你好 👋")];

    [Fact]
    public async Task The_pieces_of_a_stream_make_the_text_of_a_whole_answer()
    {
        await using var provider = await Speaking.Start(Speaking.Messages, new(OutputTokens: 100));
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var sdk = new SdkClient(aimux);

        ChatCompletion whole = await sdk.Chat().CompleteChatAsync(Hello, cancellationToken: Cancellation);
        var updates = await Streams.ReadAll(
            sdk.Chat().CompleteChatStreamingAsync(Hello, cancellationToken: Cancellation)
        );

        Assert.StartsWith("Hello from the simulated provider one.", whole.Content[0].Text, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, whole.FinishReason);
        Assert.Equal(Some.Model, whole.Model);
        Assert.Equal(whole.Content[0].Text, Streams.TextOf(updates));
        Assert.Equal(whole.Content[0].Text, sdk.Tap.Check(WireProtocol.Chat).Text);
        Assert.True(updates.Count(update => update.ContentUpdate.Count > 0) >= 100);
        Assert.Equal(ChatFinishReason.Stop, Streams.FinishOf(updates));
        var asked = Speaking.Asked(provider);
        Assert.Contains("Be brief.", asked["system"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Single(asked["messages"]!.AsArray());
        Assert.True((int)asked["max_tokens"]! > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Usage_counts_the_cache_within_the_prompt(bool streaming)
    {
        await using var provider = await Speaking.Start(
            Speaking.Messages,
            new(OutputTokens: 17, CacheReadTokens: 5, CacheCreationTokens: 3)
        );
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var chat = new SdkClient(aimux).Chat();

        var usage = streaming
            ? (await Streams.ReadAll(chat.CompleteChatStreamingAsync(Hello, cancellationToken: Cancellation)))[^1].Usage
            : (await chat.CompleteChatAsync(Hello, cancellationToken: Cancellation)).Value.Usage;

        Assert.Equal(17, usage.OutputTokenCount);
        Assert.Equal(5, usage.InputTokenDetails.CachedTokenCount);
        Assert.True(usage.InputTokenCount > 8);
        Assert.Equal(usage.InputTokenCount + 17, usage.TotalTokenCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_reaches_the_callers_bound_says_so(bool streaming)
    {
        await using var provider = await Speaking.Start(Speaking.Messages);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var bounded = new ChatCompletionOptions { MaxOutputTokenCount = 3 };

        var (text, finish) = await Ask(new SdkClient(aimux), Hello, bounded, streaming);

        Assert.Equal("Hello from the", text);
        Assert.Equal(ChatFinishReason.Length, finish);
        Assert.Equal(3, (int)Speaking.Asked(provider)["max_tokens"]!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tools_are_called_and_what_they_said_leads_to_a_text(bool streaming)
    {
        await using var provider = await Speaking.Start(Speaking.Messages);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var sdk = new SdkClient(aimux);
        var options = new ChatCompletionOptions
        {
            Tools =
            {
                ChatTool.CreateFunctionTool(
                    "get_weather",
                    "The weather.",
                    BinaryData.FromString("""{"type":"object","properties":{"days":{"type":"integer","minimum":3}}}""")
                ),
                ChatTool.CreateFunctionTool("get_time"),
            },
        };
        List<ChatMessage> messages = [new UserChatMessage("Use get_weather and get_time at once.")];

        var calls = await Calls(sdk, messages, options, streaming);
        Assert.Equal(["get_weather", "get_time"], calls.Select(call => call.FunctionName));

        messages.Add(new AssistantChatMessage(calls));
        messages.AddRange(calls.Select(call => new ToolChatMessage(call.Id, $"said {call.FunctionName}")));
        var (text, finish) = await Ask(sdk, messages, options, streaming);

        Assert.StartsWith("Hello from", text, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, finish);
        var turns = Speaking.Asked(provider)["messages"]!.AsArray();
        Assert.Equal(["user", "assistant", "user"], turns.Select(turn => (string?)turn!["role"]));
        Assert.Equal(
            turns[1]!["content"]!.AsArray().Select(block => (string?)block!["id"]),
            turns[2]!["content"]!.AsArray().Select(block => (string?)block!["tool_use_id"])
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_picture_arrives(bool streaming)
    {
        await using var provider = await Speaking.Start(Speaking.Messages);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var picture = BinaryData.FromBytes(Convert.FromBase64String("iVBORw0KGgo="));
        ChatMessage[] messages =
        [
            new UserChatMessage(
                ChatMessageContentPart.CreateTextPart("What is this?"),
                ChatMessageContentPart.CreateImagePart(picture, "image/png")
            ),
        ];

        await Ask(new SdkClient(aimux), messages, new ChatCompletionOptions(), streaming);

        var source = Speaking.Asked(provider)["messages"]![0]!["content"]![1]!["source"]!;
        Assert.Equal("iVBORw0KGgo=", (string?)source["data"]);
        Assert.Equal("image/png", (string?)source["media_type"]);
    }

    [Fact]
    public async Task An_effort_makes_it_think_aloud()
    {
        await using var provider = await Speaking.Start(Speaking.Messages);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var sdk = new SdkClient(aimux);
        var options = new ChatCompletionOptions { ReasoningEffortLevel = ChatReasoningEffortLevel.High };

        var (text, _) = await Ask(sdk, Hello, options, streaming: true);

        var read = sdk.Tap.Check(WireProtocol.Chat);
        Assert.NotEmpty(read.Thoughts);
        Assert.Equal("reasoning_content content", read.Order);
        Assert.Equal(read.Text, text);
        var asked = Speaking.Asked(provider);
        Assert.Equal("high", (string?)asked["output_config"]!["effort"]);
        Assert.Equal("adaptive", (string?)asked["thinking"]!["type"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_fits_the_callers_schema(bool streaming)
    {
        await using var provider = await Speaking.Start(Speaking.Messages);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("mood", BinaryData.FromString(Schema)),
        };

        var (text, _) = await Ask(new SdkClient(aimux), Hello, options, streaming);

        Assert.Equal("""{"mood":"sunny"}""", JsonNode.Parse(text)!.ToJsonString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Errors_are_openais(bool streaming)
    {
        await using var provider = await Speaking.Start(Speaking.Messages);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        var sdk = new SdkClient(aimux);
        var contradiction = new ChatCompletionOptions
        {
            Tools = { ChatTool.CreateFunctionTool("present") },
            ToolChoice = ChatToolChoice.CreateFunctionChoice("absent"),
        };

        var refused = await Fails(sdk, contradiction, streaming);
        provider.Settings = provider.Settings with { Faults = Faults.Always("Overloaded") };
        var busy = await Fails(sdk, new ChatCompletionOptions(), streaming);

        Assert.Equal(400, refused.Status);
        Assert.Contains("invalid_request_error", refused.Message, StringComparison.Ordinal);
        Assert.Contains("names 'absent', which is not among the tools", refused.Message, StringComparison.Ordinal);
        Assert.Equal(529, busy.Status);
        Assert.Contains("upstream_overloaded", busy.Message, StringComparison.Ordinal);
    }

    private static async Task<(string Text, ChatFinishReason? Finish)> Ask(
        SdkClient sdk,
        IEnumerable<ChatMessage> messages,
        ChatCompletionOptions options,
        bool streaming
    )
    {
        if (!streaming)
        {
            ChatCompletion answer = await sdk.Chat().CompleteChatAsync(messages, options, Cancellation);
            return (answer.Content[0].Text, answer.FinishReason);
        }

        var updates = await Streams.ReadAll(sdk.Chat().CompleteChatStreamingAsync(messages, options, Cancellation));
        Assert.Equal(sdk.Tap.Check(WireProtocol.Chat).Text, Streams.TextOf(updates));
        return (Streams.TextOf(updates), Streams.FinishOf(updates));
    }

    private static async Task<ChatToolCall[]> Calls(
        SdkClient sdk,
        IEnumerable<ChatMessage> messages,
        ChatCompletionOptions options,
        bool streaming
    )
    {
        if (!streaming)
        {
            ChatCompletion answer = await sdk.Chat().CompleteChatAsync(messages, options, Cancellation);
            Assert.Equal(ChatFinishReason.ToolCalls, answer.FinishReason);
            return [.. answer.ToolCalls];
        }

        var updates = await Streams.ReadAll(sdk.Chat().CompleteChatStreamingAsync(messages, options, Cancellation));
        Assert.Equal(ChatFinishReason.ToolCalls, Streams.FinishOf(updates));
        return
        [
            .. sdk
                .Tap.Check(WireProtocol.Chat)
                .Calls.Select(call =>
                    ChatToolCall.CreateFunctionToolCall(call.Id, call.Name, BinaryData.FromString(call.Arguments))
                ),
        ];
    }

    private static Task<ClientResultException> Fails(SdkClient sdk, ChatCompletionOptions options, bool streaming) =>
        Assert.ThrowsAsync<ClientResultException>(() => Ask(sdk, Hello, options, streaming));
}
