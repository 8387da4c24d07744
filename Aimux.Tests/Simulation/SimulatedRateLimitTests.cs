using System.Globalization;
using System.Net;
using Aimux.Silo.Simulation;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Simulation;

public sealed class SimulatedRateLimitTests
{
    [Fact]
    public async Task Requests_past_the_limit_are_told_exactly_when_to_come_back()
    {
        var time = new FakeTimeProvider();
        await using var client = await SimulationClient.Start(
            new SimulatedProviderSettings(RequestsPerMinute: 7),
            time
        );
        for (var left = 6; left >= 0; left--)
        {
            using var admitted = await client.Chat(SimulationClient.Hello);
            Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
            Assert.Equal("7", Header(admitted, "x-ratelimit-limit-requests"));
            Assert.Equal(
                left.ToString(CultureInfo.InvariantCulture),
                Header(admitted, "x-ratelimit-remaining-requests")
            );
        }

        using var refused = await client.Chat(SimulationClient.Hello);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        // A seventh of a minute is 8571.43 ms.
        Assert.Equal("9", Header(refused, "Retry-After"));
        Assert.Equal("8572", Header(refused, "retry-after-ms"));
        Assert.Equal("1m0s", Header(refused, "x-ratelimit-reset-requests"));

        time.Advance(TimeSpan.FromMilliseconds(8571));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.Chat(SimulationClient.Hello)).StatusCode);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.OK, (await client.Chat(SimulationClient.Hello)).StatusCode);
        Assert.Equal(2, client.Provider.Stats.Snapshot().RateLimited);
    }

    [Fact]
    public async Task Tokens_are_limited_for_each_key_on_its_own()
    {
        // A request is 15 tokens of prompt and 45 of answer.
        var settings = new SimulatedProviderSettings(TokensPerMinute: 120, OutputTokens: 45);
        await using var client = await SimulationClient.Start(settings, new FakeTimeProvider());
        using var first = await client.Chat(SimulationClient.Hello, key: "a");
        Assert.Equal("60", Header(first, "x-ratelimit-remaining-tokens"));
        Assert.Equal("30s", Header(first, "x-ratelimit-reset-tokens"));
        Assert.Equal(HttpStatusCode.OK, (await client.Chat(SimulationClient.Hello, key: "a")).StatusCode);
        using var refused = await client.Chat(SimulationClient.Hello, key: "a");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("30", Header(refused, "Retry-After"));
        Assert.Equal("30000", Header(refused, "retry-after-ms"));
        Assert.Equal(HttpStatusCode.OK, (await client.Chat(SimulationClient.Hello, key: "b")).StatusCode);
    }

    [Fact]
    public async Task A_request_larger_than_the_limit_is_not_told_to_wait()
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(TokensPerMinute: 10));
        using var refused = await client.Chat(SimulationClient.Hello);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Null(Header(refused, "Retry-After"));
        Assert.Equal("10", Header(refused, "x-ratelimit-remaining-tokens"));
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(6, "6ms")]
    [InlineData(1500, "1.5s")]
    [InlineData(360_000, "6m0s")]
    [InlineData(61_250, "1m1.25s")]
    [InlineData(3_600_000, "1h0m0s")]
    public void Durations_are_written_as_go_does(int milliseconds, string text) =>
        Assert.Equal(text, GoDuration.Format(TimeSpan.FromMilliseconds(milliseconds)));

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
