using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Proxy;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class SameKeyRetryTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(AttemptOutcome.ServerError, 1)]
    [InlineData(AttemptOutcome.ConnectionReset, 2)]
    [InlineData(AttemptOutcome.ModelBusy, 1)]
    [InlineData(AttemptOutcome.Unauthorized, 0)]
    [InlineData(AttemptOutcome.QuotaExhausted, 0)]
    [InlineData(AttemptOutcome.FirstByteTimeout, 0)]
    [InlineData(AttemptOutcome.TlsFailed, 0)]
    public void It_is_tried_so_often_and_no_more(AttemptOutcome outcome, int times)
    {
        Assert.Equal(times, Enumerable.Range(0, 5).TakeWhile(retries => After(outcome, retries) is not null).Count());
    }

    [Theory]
    [InlineData(AttemptOutcome.ServerError, 15, true)]
    [InlineData(AttemptOutcome.ServerError, 15.1, false)]
    [InlineData(AttemptOutcome.Overloaded, 15.1, false)]
    [InlineData(AttemptOutcome.ConnectionReset, 60, true)]
    public void What_took_long_is_not_tried_again(AttemptOutcome outcome, double seconds, bool again)
    {
        var rule = FailurePolicy.Of(outcome).SameKey;
        Assert.Equal(again, rule.DelayFor(0, TimeSpan.FromSeconds(seconds), null, null, false, 0) is not null);
    }

    [Theory]
    [InlineData(AttemptOutcome.RateLimited, null, null)]
    [InlineData(AttemptOutcome.RateLimited, 5.0, 5.0)]
    [InlineData(AttemptOutcome.RateLimited, 5.1, null)]
    [InlineData(AttemptOutcome.PaymentRequired, null, null)]
    [InlineData(AttemptOutcome.PaymentRequired, 2.0, 2.0)]
    [InlineData(AttemptOutcome.TooManyConcurrent, null, 1.0)]
    [InlineData(AttemptOutcome.ServerError, 3.0, 3.0)]
    [InlineData(AttemptOutcome.ModelBusy, 60.0, null)]
    [InlineData(AttemptOutcome.QuotaExhausted, 1.0, null)]
    public void A_hint_is_waited_for_if_a_request_can_bear_it(AttemptOutcome outcome, double? hint, double? delay)
    {
        var asked = hint is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        var rule = FailurePolicy.Of(outcome).SameKey;
        Assert.Equal(delay, rule.DelayFor(0, Second, asked, null, false, 0)?.TotalSeconds);
    }

    [Fact]
    public void A_provider_that_says_no_is_heard()
    {
        var rule = FailurePolicy.Of(AttemptOutcome.ServerError).SameKey;
        Assert.Null(rule.DelayFor(0, Second, null, shouldRetry: false, false, 0));
        Assert.NotNull(rule.DelayFor(0, Second, null, shouldRetry: true, false, 0));
    }

    [Fact]
    public void A_refused_connection_is_tried_again_only_on_this_machine()
    {
        var rule = FailurePolicy.Of(AttemptOutcome.ConnectFailed).SameKey;
        Assert.Null(rule.DelayFor(0, Second, null, null, local: false, 0));
        Assert.NotNull(rule.DelayFor(0, Second, null, null, local: true, 0));
    }

    [Fact]
    public void Those_who_met_a_busy_model_together_do_not_come_back_together()
    {
        var rule = FailurePolicy.Of(AttemptOutcome.ModelBusy).SameKey;
        Assert.Equal(0.4, rule.DelayFor(0, Second, null, null, false, chance: 0)!.Value.TotalSeconds);
        Assert.Equal(0.8, rule.DelayFor(0, Second, null, null, false, chance: 1)!.Value.TotalSeconds);
    }

    [Fact]
    public void Others_are_faster_than_waiting_for_a_limit()
    {
        Assert.Equal(
            [AttemptOutcome.PaymentRequired, AttemptOutcome.RateLimited, AttemptOutcome.TooManyConcurrent],
            FailureRules.All.Where(rule => rule.SameKey.AfterOthers).Select(rule => rule.Outcome).Order()
        );
    }

    [Fact]
    public void What_is_sent_again_without_a_field_is_sent_at_once()
    {
        var rule = FailurePolicy.Of(AttemptOutcome.UnknownField).SameKey;
        Assert.True(rule.WithoutField);
        Assert.Equal(TimeSpan.Zero, rule.DelayFor(0, Second, null, null, false, 0));
        Assert.Single(FailureRules.All, other => other.SameKey.WithoutField);
    }

    private static TimeSpan? After(AttemptOutcome outcome, int retries) =>
        FailurePolicy.Of(outcome).SameKey.DelayFor(retries, Second, null, null, false, 0);
}
