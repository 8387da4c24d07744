using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Options;
using Aimux.Tests.Support;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Xunit;

namespace Aimux.Tests.Sdk.Messages;

public sealed class MessagesErrorSdkTests
{
    private const string Token = "made-up-token-of-the-laptop";

    [Theory]
    [MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task A_model_that_nobody_serves_is_a_404_that_names_what_there_is(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(spoken);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);

        var error = await Assert.ThrowsAsync<AnthropicNotFoundException>(() =>
            sdk.Ask(MessageParts.Ask("Hello") with { Model = "demmo" }, streaming)
        );

        AssertError(error, "not_found_error", "Did you mean 'demo'?");
        Assert.Empty(Speaking.Requests(provider));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_that_aimux_does_not_know_is_a_401(bool streaming)
    {
        await using var provider = await Speaking.Start(Speaking.Messages);
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Speaking.Provider(provider)),
            new AimuxOptions { Callers = [new CallerOptions { Id = "laptop", Token = Reference(Token) }] }
        );
        using var stranger = new MessagesSdk(aimux);
        using var known = new MessagesSdk(aimux, Token);

        var error = await Assert.ThrowsAsync<AnthropicUnauthorizedException>(() =>
            stranger.Ask(MessageParts.Ask("Hello"), streaming)
        );
        var answer = await known.Ask(MessageParts.Ask("Hello"), streaming);

        AssertError(error, "authentication_error", "is unknown");
        Assert.Equal("end_turn", answer.Stopped());
        Assert.Single(Speaking.Requests(provider));
    }

    [Theory]
    [MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task An_invalid_parameter_is_a_400_in_the_providers_words(string spoken, bool streaming)
    {
        await using var one = await Speaking.Start(spoken);
        await using var two = await Speaking.Start(spoken, name: "two");
        await using var aimux = await RunningAimux.Start(Speaking.Provider(one), Speaking.Provider(two));
        using var sdk = new MessagesSdk(aimux);
        var request = MessageParts.Ask("Hello", MessageParts.Tool("present", "a", """{"type":"string"}""")) with
        {
            ToolChoice = new ToolChoiceTool { Name = "absent" },
        };

        var error = await Assert.ThrowsAsync<AnthropicBadRequestException>(() => sdk.Ask(request, streaming));

        AssertError(error, "invalid_request_error", "'tool_choice' names 'absent', which is not among the tools.");
        Assert.Single(Speaking.Requests(one));
        Assert.Empty(Speaking.Requests(two));
    }

    [Theory]
    [MemberData(nameof(Ways.All), MemberType = typeof(Ways))]
    public async Task When_the_key_is_spent_a_429_says_when_to_come_back(string spoken, bool streaming)
    {
        await using var provider = await Speaking.Start(
            spoken,
            Failing.By("RateLimited") with
            {
                RetryAfterSeconds = 60,
            }
        );
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);

        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<AnthropicRateLimitException>(() =>
                sdk.Ask(MessageParts.Ask("Hello"), streaming)
            );
            AssertError(error, "rate_limit_error", "No provider");
            // Anthropic tells a reset to the second, which is rounded up.
            Assert.InRange(int.Parse(sdk.Tap.Header("Retry-After")!, null), 1, 61);
            Assert.Equal("true", sdk.Tap.Header("x-should-retry"));
        }

        // The second is refused without asking: the key rests.
        Assert.Single(Speaking.Requests(provider));
    }

    [Theory]
    [InlineData("ServerError", 502, "api_error")]
    [InlineData("Unavailable", 503, "overloaded_error")]
    [InlineData("Overloaded", 529, "overloaded_error")]
    [InlineData("PaymentRequired", 402, "billing_error")]
    [InlineData("Unauthorized", 502, "api_error")]
    [InlineData("EmptyBody", 502, "api_error")]
    public async Task When_every_provider_fails_the_error_is_anthropics_whatever_they_speak(
        string fault,
        int status,
        string type
    )
    {
        await using var one = await Speaking.Start(Speaking.Messages, Failing.By(fault));
        await using var two = await Speaking.Start(Speaking.Chat, Failing.By(fault), "two");
        await using var aimux = await RunningAimux.Start(Speaking.Provider(one), Speaking.Provider(two));
        using var sdk = new MessagesSdk(aimux);

        var error = await Assert.ThrowsAnyAsync<AnthropicApiException>(() =>
            sdk.Ask(MessageParts.Ask("Hello"), streaming: true)
        );

        Assert.Equal(status, (int)error.StatusCode);
        AssertError(error, type, "No provider could serve 'demo'. one: ");
        Assert.Contains("; two: ", error.ResponseBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Speaking.Chat, "CutMidStream")]
    [InlineData(Speaking.Chat, "ErrorMidStream")]
    [InlineData(Speaking.Messages, "EndMidStream")]
    [InlineData(Speaking.Messages, "ErrorMidStream")]
    public async Task A_stream_that_breaks_is_an_error_of_the_sdk(string spoken, string fault)
    {
        await using var provider = await Speaking.Start(spoken, Failing.By(fault));
        await using var aimux = await RunningAimux.Start(Speaking.Provider(provider));
        using var sdk = new MessagesSdk(aimux);
        var events = new List<RawMessageStreamEvent>();

        var error = await Assert.ThrowsAnyAsync<AnthropicException>(async () =>
        {
            await foreach (
                var each in sdk.Messages.CreateStreaming(
                    MessageParts.Ask("Hello"),
                    TestContext.Current.CancellationToken
                )
            )
            {
                events.Add(each);
            }
        });

        Assert.IsType<AnthropicSseException>(error);
        Assert.NotEmpty(events);
        Assert.DoesNotContain(events, each => each.TryPickStop(out _));
    }

    private static void AssertError(AnthropicApiException error, string type, string words)
    {
        var body = JsonNode.Parse(error.ResponseBody)!;
        Assert.Equal("error", (string?)body["type"]);
        Assert.Equal(type, (string?)body["error"]!["type"]);
        Assert.Contains(words, (string?)body["error"]!["message"], StringComparison.Ordinal);
    }

    private static SecretReference Reference(string text)
    {
        Assert.True(SecretReference.TryParse(text, out var reference, out _));
        return reference!;
    }
}
