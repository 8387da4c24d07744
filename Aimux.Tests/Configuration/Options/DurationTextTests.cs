using Aimux.Silo.Configuration.Options;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Configuration.Options;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("5s", 5_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("0.25s", 250)]
    [InlineData("10m", 600_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1h1ms", 3_600_001)]
    [InlineData("90s", 90_000)]
    [InlineData("0s", 0)]
    public void Times_are_read_as_people_write_them(string text, long milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var time));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("0")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData("5 s")]
    [InlineData("5S")]
    [InlineData("5sec")]
    [InlineData("5d")]
    [InlineData("1m30")]
    [InlineData("30s1m")]
    [InlineData("1s1s")]
    [InlineData(".5s")]
    [InlineData("5.s")]
    [InlineData("1.2.3s")]
    [InlineData("1e3s")]
    [InlineData("00:00:05")]
    [InlineData("0.00000001s")]
    [InlineData("256204779h")]
    [InlineData("256204778h59m")]
    [InlineData("99999999999999999999h")]
    public void Anything_else_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(250, "250ms")]
    [InlineData(1_500, "1.5s")]
    [InlineData(60_000, "1m")]
    [InlineData(90_000, "1m30s")]
    [InlineData(3_605_000, "1h5s")]
    [InlineData(7_200_000, "2h")]
    [InlineData(-1_500, "-1.5s")]
    public void The_text_is_short(long milliseconds, string text) =>
        Assert.Equal(text, DurationText.Format(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void The_text_is_read_as_the_same_time() =>
        Gen.OneOf(Gen.Long[0, long.MaxValue], Gen.Long[0, 200_000_000], Gen.Long[0, 100].Select(m => m * 600_000_000))
            .Select(ticks => new TimeSpan(ticks))
            .Sample(time => DurationText.TryParse(DurationText.Format(time), out var read) && read == time);
}
