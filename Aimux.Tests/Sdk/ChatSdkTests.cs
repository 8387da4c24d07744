using Aimux.Tests.Support;
using OpenAI.Chat;
using Xunit;

namespace Aimux.Tests.Sdk;

public sealed class ChatSdkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ChatMessage[] Hello => [new SystemChatMessage("Be brief."), new UserChatMessage("Hello – 你好 👋")];

    [Fact]
    public async Task A_chat_is_answered()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var sdk = new SdkClient(aimux);

        ChatCompletion answer = await sdk.Chat().CompleteChatAsync(Hello, cancellationToken: Cancellation);

        Assert.StartsWith("Hello from the simulated provider one.", answer.Content[0].Text, StringComparison.Ordinal);
        Assert.Equal(ChatFinishReason.Stop, answer.FinishReason);
        Assert.Equal(ChatMessageRole.Assistant, answer.Role);
        Assert.Equal(Some.Model, answer.Model);
        Assert.Empty(answer.ToolCalls);
        Assert.Equal("one", sdk.Traffic.Header("x-aimux-provider"));
    }

    [Fact]
    public async Task The_pieces_of_a_stream_make_the_text_of_a_whole_answer()
    {
        await using var provider = await Simulated.Start("one", new() { OutputTokens = 100 });
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var chat = new SdkClient(aimux).Chat();

        ChatCompletion whole = await chat.CompleteChatAsync(Hello, cancellationToken: Cancellation);
        var updates = await Streams.ReadAll(chat.CompleteChatStreamingAsync(Hello, cancellationToken: Cancellation));

        Assert.Equal(whole.Content[0].Text, Streams.TextOf(updates));
        Assert.True(updates.Count(update => update.ContentUpdate.Count > 0) >= 100);
        Assert.Equal(ChatFinishReason.Stop, Streams.FinishOf(updates));
        Assert.Equal(ChatMessageRole.Assistant, updates[0].Role);
        Assert.Single(updates.Select(update => update.CompletionId).Distinct());
    }

    [Fact]
    public async Task An_answer_that_reaches_the_callers_bound_says_so()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var chat = new SdkClient(aimux).Chat();
        var bounded = new ChatCompletionOptions { MaxOutputTokenCount = 3 };

        ChatCompletion whole = await chat.CompleteChatAsync(Hello, bounded, Cancellation);
        var updates = await Streams.ReadAll(chat.CompleteChatStreamingAsync(Hello, bounded, Cancellation));

        Assert.Equal(ChatFinishReason.Length, whole.FinishReason);
        Assert.Equal(ChatFinishReason.Length, Streams.FinishOf(updates));
        Assert.Equal("Hello from the", whole.Content[0].Text);
        Assert.Equal("Hello from the", Streams.TextOf(updates));
    }

    [Fact]
    public async Task A_provider_is_addressed_by_its_name_before_a_slash()
    {
        await using var one = await Simulated.Start("one");
        await using var two = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(Some.Provider(one), Some.Provider(two));
        var sdk = new SdkClient(aimux);

        ChatCompletion answer = await sdk.Chat("two/demo").CompleteChatAsync(Hello, cancellationToken: Cancellation);

        Assert.Contains("provider two", answer.Content[0].Text, StringComparison.Ordinal);
        Assert.Equal("two", sdk.Traffic.Header("x-aimux-provider"));
    }

    [Fact]
    public async Task The_provider_sees_its_own_key_and_never_the_callers()
    {
        await using var provider = await Simulated.Start("one", new() { ApiKeys = [Some.Secret("one/a")] });
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));

        await new SdkClient(aimux).Chat().CompleteChatAsync(Hello, cancellationToken: Cancellation);

        Assert.Equal(Some.Secret("one/a"), Assert.Single(provider.Stats.Snapshot().RequestsPerKey).Key);
    }

    [Fact]
    public async Task One_client_serves_many_callers_at_once()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        var chat = new SdkClient(aimux).Chat();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(1, 20)
                .Select(async tokens =>
                {
                    var bounded = new ChatCompletionOptions { MaxOutputTokenCount = tokens };
                    var updates = await Streams.ReadAll(
                        chat.CompleteChatStreamingAsync([new UserChatMessage($"{tokens}")], bounded, Cancellation)
                    );
                    return (tokens, Told: Streams.TextOf(updates).Split(' ').Length);
                })
        );

        Assert.All(answers, answer => Assert.Equal(answer.tokens, answer.Told));
    }
}
