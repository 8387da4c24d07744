using Aimux.Tests.Support;
using Anthropic.Exceptions;
using Anthropic.Models.Models;
using Xunit;

namespace Aimux.Tests.Sdk.Messages;

public sealed class MessagesModelSdkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Models_are_listed_whoever_serves_them_in_one_page()
    {
        await using var one = await Speaking.Start(Speaking.Chat);
        await using var two = await Speaking.Start(Speaking.Messages, name: "two");
        await using var aimux = await RunningAimux.Start(
            Speaking.Provider(one),
            Speaking.Provider(two) with
            {
                Models = [Some.Model, "claude-made-up"],
            }
        );
        using var sdk = new MessagesSdk(aimux);

        var page = await sdk.Models.List(new ModelListParams { Limit = 1000 }, Cancellation);

        Assert.Equal(
            ["claude-made-up", Some.Model],
            page.Items.Select(model => model.ID).Order(StringComparer.Ordinal)
        );
        Assert.False(page.HasNext());
        Assert.All(page.Items, model => Assert.True(model.CreatedAt > Some.Time.AddYears(-1)));
        Assert.All(page.Items, model => Assert.NotEmpty(model.DisplayName));
    }

    [Fact]
    public async Task A_model_is_found_by_its_name_and_missed_in_anthropics_words()
    {
        await using var one = await Speaking.Start(Speaking.Chat);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(one));
        using var sdk = new MessagesSdk(aimux);

        var found = await sdk.Models.Retrieve(Some.Model, cancellationToken: Cancellation);
        var missed = await Assert.ThrowsAsync<AnthropicNotFoundException>(() =>
            sdk.Models.Retrieve("demos", cancellationToken: Cancellation)
        );

        Assert.Equal(Some.Model, found.ID);
        Assert.Contains("not_found_error", missed.ResponseBody, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'demo'?", missed.ResponseBody, StringComparison.Ordinal);
    }
}
