using Aimux.Silo.Dialects;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Dialects;

public sealed class WaitHintTests
{
    private const string Spent = "x-ratelimit-remaining-tokens: 0\nx-ratelimit-reset-tokens: 9";
    private const string SpentLonger = "x-ratelimit-remaining-requests: 0\nx-ratelimit-reset-requests: 11";
    private const string Open = "x-ratelimit-remaining-tokens-hour: 5\nx-ratelimit-reset-tokens-hour: 300";
    private const string Message = "Please try again in 13s.";

    [Theory]
    [InlineData("retry-after-ms: 1500\nretry-after: 7\n" + Spent, Message, 1.5)]
    [InlineData("retry-after: 7\n" + Spent, Message, 7.0)]
    [InlineData("retry-after: 7.5", "", 7.5)]
    [InlineData("retry-after: Fri, 02 Jan 2026 03:04:35 GMT", "", 30.0)]
    [InlineData("retry-after: soon\n" + Spent, Message, 9.0)]
    [InlineData(Spent + "\n" + SpentLonger + "\n" + Open, Message, 11.0)]
    [InlineData(Open, Message, 13.0)]
    [InlineData("", Message, 13.0)]
    [InlineData("", "Your limit will reset at 2026-01-02 11:05:05", 60.0)]
    [InlineData(Open, "slow down", null)]
    [InlineData("", "", null)]
    public void The_most_deliberate_word_counts(string headers, string message, double? seconds)
    {
        var answer = Headers.Parse(headers);
        var limits = RateLimitHeaders.Read(answer, Some.Time);
        Assert.Equal(seconds, WaitHint.Read(answer, limits, message, Some.Time)?.TotalSeconds);
    }

    [Fact]
    public void Nobody_is_waited_for_longer_than_a_month()
    {
        var wait = WaitHint.Read(Headers.Parse("retry-after: 4000000"), [], "", Some.Time);
        Assert.Equal(TimeSpan.FromDays(31), wait);
    }

    [Theory]
    [InlineData("x-should-retry: true", true)]
    [InlineData("x-should-retry: False", false)]
    [InlineData("x-should-retry: maybe", null)]
    [InlineData("", null)]
    public void A_provider_may_say_whether_to_try_again(string headers, bool? expected) =>
        Assert.Equal(expected, WaitHint.ShouldRetry(Headers.Parse(headers)));
}
