using Aimux.Tests.Support;
using Anthropic.Models.Messages;
using Xunit;

namespace Aimux.Tests.Sdk.Messages;

public sealed class MessagesCountSdkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static MessageCountTokensParams Question { get; } =
        new() { Model = Some.Model, Messages = [MessageParts.User("How many tokens are in this sentence?")] };

    [Theory]
    [InlineData(Speaking.Messages)]
    [InlineData(Speaking.ChatAndMessages)]
    public async Task Who_can_count_is_asked(string spoken)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);

        var count = await sdk.Messages.CountTokens(Question, Cancellation);

        var request = Assert.Single(Speaking.Requests(provider));
        Assert.EndsWith("/messages/count_tokens", request.Path, StringComparison.Ordinal);
        Assert.Equal(request.Body.Length / 4, count.InputTokens);
        Assert.Equal("one", sdk.Tap.Header("x-aimux-provider"));
        Assert.Null(sdk.Tap.Header("x-aimux-estimate"));
    }

    [Fact]
    public async Task Where_nobody_can_count_an_estimate_says_that_it_is_one()
    {
        await using var provider = await Speaking.Start(Speaking.Chat);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);

        var count = await sdk.Messages.CountTokens(Question, Cancellation);

        Assert.InRange(count.InputTokens, 6, 30);
        Assert.Equal("true", sdk.Tap.Header("x-aimux-estimate"));
        Assert.Empty(Speaking.Requests(provider));
    }

    [Fact]
    public async Task A_provider_that_lacks_the_count_alone_still_answers()
    {
        await using var provider = await Speaking.Start(Speaking.Messages, new(CountTokens: false));
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);

        var count = await sdk.Messages.CountTokens(Question, Cancellation);
        Assert.Equal("true", sdk.Tap.Header("x-aimux-estimate"));
        var answer = await sdk.Ask(MessageParts.Ask("Hello"), streaming: false);

        Assert.True(count.InputTokens > 0);
        Assert.Equal("end_turn", answer.Stopped());
    }
}
