using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Limits;
using Xunit;

namespace Aimux.Tests.Limits;

public sealed class KeyRestTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(10, 1024)]
    [InlineData(11, 1800)]
    [InlineData(10_000, 1800)]
    [InlineData(-1, 1)]
    public void A_rate_limit_without_a_hint_doubles_with_each_strike_up_to_half_an_hour(int strikes, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), KeyRest.For(AttemptOutcome.RateLimited, null, strikes));
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(-5_000, 50)]
    [InlineData(49, 50)]
    [InlineData(50, 50)]
    [InlineData(12_345, 12_345)]
    [InlineData(86_400_000, 86_400_000)]
    [InlineData(864_000_000, 86_400_000)]
    public void A_hint_is_believed_within_reason(long hintMs, long restMs)
    {
        foreach (var outcome in new[] { AttemptOutcome.RateLimited, AttemptOutcome.PaymentRequired })
        {
            // However many strikes there are: the provider knows better.
            Assert.Equal(TimeSpan.FromMilliseconds(restMs), KeyRest.For(outcome, TimeSpan.FromMilliseconds(hintMs), 9));
        }
    }

    [Theory]
    [InlineData(AttemptOutcome.QuotaExhausted)]
    [InlineData(AttemptOutcome.PaymentRequired)]
    [InlineData(AttemptOutcome.Unauthorized)]
    public void What_does_not_pass_soon_rests_for_half_an_hour(AttemptOutcome outcome)
    {
        Assert.Equal(TimeSpan.FromMinutes(30), KeyRest.For(outcome, null, 0));
    }

    [Fact]
    public void A_refused_key_rests_long_whatever_the_hint()
    {
        Assert.Equal(TimeSpan.FromMinutes(30), KeyRest.For(AttemptOutcome.Unauthorized, TimeSpan.FromSeconds(1), 0));
    }

    [Theory]
    [InlineData(0, 1_800)]
    [InlineData(1, 1_800)]
    [InlineData(2, 21_600)]
    [InlineData(50, 21_600)]
    public void A_key_that_was_refused_twice_in_a_row_is_asked_again_after_hours(int strikes, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), KeyRest.For(AttemptOutcome.Unauthorized, null, strikes));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(4, 12)]
    [InlineData(500, 12)]
    public void A_model_that_stays_missing_is_asked_for_less_and_less(int strikes, int hours)
    {
        Assert.Equal(TimeSpan.FromHours(hours), KeyRest.For(AttemptOutcome.ModelNotFound, null, strikes));
    }

    [Fact]
    public void A_quota_of_a_month_is_waited_for()
    {
        static double? Days(double hint) =>
            KeyRest.For(AttemptOutcome.QuotaExhausted, TimeSpan.FromDays(hint), 0)?.TotalDays;

        Assert.Equal(6, Days(6));
        Assert.Equal(31, Days(400));
    }

    [Theory]
    [InlineData(AttemptOutcome.Forbidden, null, 1_800)]
    [InlineData(AttemptOutcome.AccountLocked, null, 86_400)]
    [InlineData(AttemptOutcome.AccountLocked, 1.0, 86_400)]
    [InlineData(AttemptOutcome.TooManyConcurrent, null, 5)]
    [InlineData(AttemptOutcome.TooManyConcurrent, 2.0, 2)]
    [InlineData(AttemptOutcome.TooManyConcurrent, 3_600.0, 60)]
    public void Each_refusal_has_its_own_time(AttemptOutcome outcome, double? hint, int seconds)
    {
        var asked = hint is { } known ? TimeSpan.FromSeconds(known) : (TimeSpan?)null;
        Assert.Equal(TimeSpan.FromSeconds(seconds), KeyRest.For(outcome, asked, 0));
    }

    [Fact]
    public void Every_other_outcome_says_nothing_about_the_key()
    {
        AttemptOutcome[] ofKey =
        [
            AttemptOutcome.RateLimited,
            AttemptOutcome.QuotaExhausted,
            AttemptOutcome.PaymentRequired,
            AttemptOutcome.Unauthorized,
            AttemptOutcome.Forbidden,
            AttemptOutcome.ModelNotFound,
            AttemptOutcome.AccountLocked,
            AttemptOutcome.TooManyConcurrent,
        ];
        foreach (var outcome in Enum.GetValues<AttemptOutcome>().Except(ofKey))
        {
            Assert.Null(KeyRest.For(outcome, TimeSpan.FromSeconds(5), 3));
        }
    }

    [Theory]
    [InlineData(AttemptOutcome.Unauthorized, 1, 30)]
    [InlineData(AttemptOutcome.Unauthorized, 2, 360)]
    [InlineData(AttemptOutcome.Unauthorized, 9, 360)]
    [InlineData(AttemptOutcome.Forbidden, 0, 30)]
    [InlineData(AttemptOutcome.ModelNotFound, 0, 60)]
    [InlineData(AttemptOutcome.AccountLocked, 0, 1_440)]
    public void What_only_its_owner_can_mend_rests_longer(AttemptOutcome outcome, int strikes, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), KeyRest.For(outcome, null, strikes));
}
