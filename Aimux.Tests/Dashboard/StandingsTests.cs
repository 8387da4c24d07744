using Aimux.Dashboard.Components.Controls;
using Aimux.Dashboard.Live;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Dashboard;

public sealed class StandingsTests
{
    private static readonly DateTimeOffset Now = Some.Time;
    private static readonly DateTimeOffset Later = Now.AddMinutes(5);

    private static readonly Standing Ready = new(Condition.Ready);

    [Theory]
    [InlineData(AttemptOutcome.RateLimited, Condition.Cooling)]
    [InlineData(AttemptOutcome.Unauthorized, Condition.AuthFailed)]
    [InlineData(AttemptOutcome.QuotaExhausted, Condition.QuotaExhausted)]
    [InlineData(AttemptOutcome.PaymentRequired, Condition.QuotaExhausted)]
    public void A_resting_key_stands_by_what_made_it_rest(AttemptOutcome reason, Condition condition)
    {
        var standing = Standings.OfKey(Key(restsUntil: Later, reason: reason), Now);
        Assert.Equal(new Standing(condition, Later, reason), standing);
        Assert.False(standing.Serves);
        Assert.Equal(Ready, Standings.OfKey(Key(restsUntil: Now, reason: reason), Now));
    }

    [Fact]
    public void A_key_without_headroom_cools_until_it_opens() =>
        Assert.Equal(new Standing(Condition.Cooling, Later), Standings.OfKey(Key(opensAt: Later), Now));

    [Fact]
    public void A_disabled_key_is_paused_whatever_else_it_is() =>
        Assert.Equal(
            Condition.Paused,
            Standings.OfKey(Key(Later, AttemptOutcome.Unauthorized) with { Disabled = true }, Now).Condition
        );

    [Fact]
    public void A_key_that_nobody_heard_of_is_unknown() =>
        Assert.Equal(Condition.Unknown, Standings.OfKey(null, Now).Condition);

    [Theory]
    [InlineData(100, 10, Condition.Ready)]
    [InlineData(100, 11, Condition.Degraded)]
    [InlineData(4, 4, Condition.Ready)] // too few to tell
    public void A_provider_that_fails_often_is_degraded(long attempts, long failures, Condition condition) =>
        Assert.Equal(condition, Provider(BreakerSnapshot.Closed, [Ready], attempts, failures).Condition);

    [Fact]
    public void A_provider_some_of_whose_keys_rest_is_degraded_and_paused_ones_do_not_count()
    {
        Assert.Equal(
            Condition.Degraded,
            Provider(BreakerSnapshot.Closed, [Ready, new(Condition.AuthFailed)]).Condition
        );
        Assert.Equal(Condition.Ready, Provider(BreakerSnapshot.Closed, [Ready, new(Condition.Paused)]).Condition);
    }

    [Fact]
    public void An_open_breaker_says_when_and_why_and_an_isolated_one_is_paused()
    {
        var open = new BreakerSnapshot(BreakerStatus.Open, Later, null, AttemptOutcome.ServerError);
        Assert.Equal(new Standing(Condition.Cooling, Later, AttemptOutcome.ServerError), Provider(open, [Ready]));
        Assert.Equal(Condition.Paused, Provider(new(BreakerStatus.Isolated), [Ready]).Condition);
    }

    [Fact]
    public void A_provider_without_a_serving_key_comes_back_with_the_first_of_them()
    {
        var standing = Provider(
            BreakerSnapshot.Closed,
            [new(Condition.Cooling, Later.AddHours(1)), new(Condition.Cooling, Later)]
        );
        Assert.Equal(Condition.Cooling, standing.Condition);
        Assert.Equal(Later, standing.Until);
    }

    [Theory]
    [InlineData(0.2, "now")]
    [InlineData(40, "40 s")]
    [InlineData(240, "4 min")]
    [InlineData(7_500, "2 h 05 min")]
    [InlineData(260_000, "3 days")]
    public void A_span_is_told_in_few_words(double seconds, string words) =>
        Assert.Equal(words, Words.Span(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(null, "–")]
    [InlineData(0d, "$0")]
    [InlineData(0.000042, "$0.000042")]
    [InlineData(0.5, "$0.5")]
    [InlineData(12.3456, "$12.35")]
    public void Money_has_as_many_digits_as_tell_something(double? dollars, string text) =>
        Assert.Equal(text, Words.Money(dollars));

    [Fact]
    public void Every_outcome_and_exclusion_has_words()
    {
        Assert.All(
            Enum.GetValues<AttemptOutcome>(),
            outcome => Assert.NotEqual(outcome.ToString(), Words.Outcome(outcome))
        );
        Assert.All(
            Enum.GetValues<Grains.Interfaces.Routing.ExclusionReason>(),
            reason => Assert.NotEqual(reason.ToString(), Words.Exclusion(reason))
        );
    }

    private static Standing Provider(BreakerSnapshot breaker, Standing[] keys, long attempts = 0, long failures = 0) =>
        Standings.OfProvider(breaker, keys, attempts, failures, isKnown: true);

    private static KeySnapshot Key(
        DateTimeOffset? restsUntil = null,
        AttemptOutcome? reason = null,
        DateTimeOffset? opensAt = null
    ) => new("one/a", "one", 0, restsUntil, reason, Disabled: false, opensAt, []);
}
