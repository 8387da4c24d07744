using Aimux.Silo.Dialects;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Dialects;

/// <summary>It is 2026-01-02 03:04:05 UTC, which is 1767323045 s after 1970.</summary>
public sealed class ResetTimeTests
{
    [Theory]
    [InlineData("11.382867097854614", 11.382867)] // Cerebras
    [InlineData("0", 0)]
    [InlineData("0.5", 0.5)]
    [InlineData(" 20 ", 20)]
    [InlineData("86400", 86_400)]
    [InlineData("12ms", 0.012)] // OpenAI
    [InlineData("6m0s", 360)]
    [InlineData("1s", 1)]
    [InlineData("8.64s", 8.64)]
    [InlineData("2m59.56s", 179.56)] // Groq
    [InlineData("1h2m3s", 3_723)]
    [InlineData("1d2h", 93_600)]
    [InlineData("500us", 0.0005)]
    [InlineData("500µs", 0.0005)]
    [InlineData("1h0m0.5s", 3_600.5)]
    [InlineData("2026-01-02T03:05:05Z", 60)] // Anthropic
    [InlineData("2026-01-02T03:05:05.250Z", 60.25)]
    [InlineData("2026-01-02T03:05:05.123456789Z", 60.123457)]
    [InlineData("2026-01-02T11:05:05+08:00", 60)]
    [InlineData("2026-01-02T03:05:05", 60)]
    [InlineData("2026-01-02T03:04:00Z", 0)]
    [InlineData("Fri, 02 Jan 2026 03:04:35 GMT", 30)]
    [InlineData("Fri, 02 Jan 2026 03:04:00 GMT", 0)]
    [InlineData("Friday, 02-Jan-26 03:04:35 GMT", 30)]
    [InlineData("Fri Jan  2 03:04:35 2026", 30)]
    [InlineData("1767323105", 60)] // epoch seconds
    [InlineData("1767323105.5", 60.5)]
    [InlineData("1767323000", 0)]
    [InlineData("1767323105000", 60)] // epoch milliseconds, OpenRouter
    [InlineData("1767323105250", 60.25)]
    public void Every_notation_is_read(string text, double seconds)
    {
        var wait = Assert.NotNull(ResetTime.TryParse(text, Some.Time));
        Assert.Equal(seconds, wait.TotalSeconds, 5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("-1s")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e300")]
    [InlineData("99999999999999999999")]
    [InlineData("5 apples")]
    [InlineData("5s5")]
    [InlineData("1.2.3s")]
    [InlineData("2026-13-45T99:99:99Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("Fri, 32 Jan 2026 03:04:35 GMT")]
    [InlineData("100000h")]
    public void Nonsense_is_no_time(string text) => Assert.Null(ResetTime.TryParse(text, Some.Time));

    [Theory]
    [InlineData("Usage limit reached for 5 hour. Your limit will reset at 2026-01-02 13:04:05", 7_200)] // z.ai, Beijing
    [InlineData("[1308][Usage limit reached for 5 hour. Your limit will reset at 2026-01-02 11:05:05][2026010]", 60)]
    [InlineData("已达到 5 小时的使用上限。您的限额将在 2026-01-02 11:05:05 重置。", 60)]
    [InlineData("Your limit will reset at 2026-01-02 11:04:00", 0)] // a moment ago
    [InlineData("usage limit exceeded, resets at 2026-01-02T03:05:05Z (2056)", 60)] // MiniMax
    [InlineData("usage limit exceeded, resets at 2026-01-02T11:05:05+08:00", 60)]
    [InlineData("resets at 2026-01-02T03:05:05.5Z", 60.5)]
    [InlineData("resets at 2026-01-02T03:05:05", 60)]
    [InlineData("resets at 2026-01-02 03:05:05 UTC", 60)]
    [InlineData("resets at 2026-01-02 11:05:05 (UTC+8)", 60)]
    [InlineData("resets at 2026-01-01 22:05:05-0500", 60)]
    [InlineData("asked at 2025-12-24 00:00:00, will reset at 2026-01-02 11:05:05", 60)]
    [InlineData("Rate limit reached for gpt-5. Please try again in 1.5s. Visit the page", 1.5)]
    [InlineData("Rate limit reached: Limit 3 / min. Please try again in 20s.", 20)]
    [InlineData("Please try again in 6m0s.", 360)]
    [InlineData("Please try again in 2m59.56s.", 179.56)]
    [InlineData("Please try again in 12ms.", 0.012)]
    [InlineData("Please retry after 20 seconds", 20)]
    [InlineData("Please retry after 20", 20)]
    [InlineData("Please retry after 1 second.", 1)]
    [InlineData("try again in 1 hour and 5 minutes", 3_900)]
    [InlineData("Try again in 2 minutes, 5 seconds", 125)]
    [InlineData("Your limit resets in 3 hours", 10_800)]
    [InlineData("max concurrency: 1, please wait 5 seconds", 5)]
    public void A_time_in_a_message_is_found(string message, double seconds)
    {
        var wait = Assert.NotNull(ResetTime.InText(message, Some.Time));
        Assert.Equal(seconds, wait.TotalSeconds, 5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Please try again later.")]
    [InlineData("Too many requests: 500 in 60 seconds")]
    [InlineData("You may retry 3 times")]
    [InlineData("try again in a moment")]
    [InlineData("Your limit was reset at 2025-12-24 00:00:00")]
    [InlineData("will reset at 2026-99-99 99:99:99")]
    [InlineData("will reset at 2199-01-01 00:00:00")]
    public void A_message_without_a_time_says_none(string message) => Assert.Null(ResetTime.InText(message, Some.Time));

    [Fact]
    public void Whatever_the_text_there_is_a_time_of_a_year_or_none()
    {
        var pieces = Pieces.AnyOf(
            "2026-01-02T03:05:05Z",
            "2026-01-02 11:05:05",
            "try again in ",
            "retry after ",
            "1767323105",
            "6m0s",
            "+08:00",
            "UTC+",
            "9999-99-99",
            "00:00",
            "-",
            ".",
            "99999999",
            " and ",
            "ms",
            "Fri, 02 Jan"
        );
        var texts = Gen.OneOf(Gen.String, Gen.OneOf(pieces, Gen.String[0, 3]).Array[0, 8].Select(string.Concat));
        Gen.Select(texts, Gen.DateTimeOffset)
            .Sample(
                (text, now) =>
                {
                    Assert.InRange(
                        ResetTime.TryParse(text, now) ?? TimeSpan.Zero,
                        TimeSpan.Zero,
                        TimeSpan.FromDays(400)
                    );
                    Assert.InRange(ResetTime.InText(text, now) ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromDays(400));
                }
            );
    }
}
