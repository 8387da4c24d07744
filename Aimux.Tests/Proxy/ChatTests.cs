using System.Net;
using System.Text.Json.Nodes;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class ChatTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_answered_by_the_provider_and_says_by_whom()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));

        using var answer = await aimux.Chat(Some.ChatBody);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("one", answer.Headers.GetValues("x-aimux-provider").Single());
        Assert.Equal("demo", answer.Headers.GetValues("x-aimux-model").Single());
        Assert.Equal("1", answer.Headers.GetValues("x-aimux-attempts").Single());
        Assert.Equal("true", answer.Headers.GetValues("x-aimux-simulated").Single());
        Assert.Equal(
            answer.Headers.GetValues("x-request-id").Single(),
            answer.Headers.GetValues("x-aimux-decision").Single()
        );
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Contains("one", (string)body["choices"]![0]!["message"]!["content"]!, StringComparison.Ordinal);
        var decision = await aimux.EndedDecision(answer);
        Assert.Equal("Succeeded", (string)decision["attempts"]![0]!["end"]!["outcome"]!);
        Assert.Equal((int)body["usage"]!["completion_tokens"]!, (int)decision["end"]!["output_tokens"]!);
    }
}
