using Aimux.Grains.Health;
using Aimux.Grains.Interfaces.Health;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Health;

public sealed class ProviderVerdictTests
{
    [Theory]
    [InlineData(AttemptOutcome.ConnectFailed, 2)]
    [InlineData(AttemptOutcome.TlsFailed, 2)]
    [InlineData(AttemptOutcome.Overloaded, 1)]
    [InlineData(AttemptOutcome.ServerError, 1)]
    [InlineData(AttemptOutcome.ConnectionReset, 1)]
    [InlineData(AttemptOutcome.FirstByteTimeout, 1)]
    [InlineData(AttemptOutcome.Stalled, 1)]
    [InlineData(AttemptOutcome.Truncated, 1)]
    [InlineData(AttemptOutcome.Malformed, 1)]
    [InlineData(AttemptOutcome.ErrorInAnswer, 1)]
    public void A_fault_of_the_provider_is_a_failure(AttemptOutcome outcome, double strikes)
    {
        Assert.Equal(new BreakerEvent.Failed(strikes, false), ProviderVerdict.Of(Some.Report(outcome, probe: false)));
        Assert.Equal(new BreakerEvent.Failed(strikes, true), ProviderVerdict.Of(Some.Report(outcome, probe: true)));
    }

    [Theory]
    [InlineData(AttemptOutcome.RequestRejected)]
    [InlineData(AttemptOutcome.Unauthorized)]
    [InlineData(AttemptOutcome.PaymentRequired)]
    [InlineData(AttemptOutcome.Forbidden)]
    [InlineData(AttemptOutcome.ModelNotFound)]
    [InlineData(AttemptOutcome.RateLimited)]
    [InlineData(AttemptOutcome.QuotaExhausted)]
    public void A_refusal_of_key_or_request_says_nothing_but_that_a_probed_provider_is_alive(AttemptOutcome outcome)
    {
        Assert.Null(ProviderVerdict.Of(Some.Report(outcome, probe: false)));
        Assert.Equal(BreakerEvent.Succeeded.OfProbe, ProviderVerdict.Of(Some.Report(outcome, probe: true)));
    }

    [Fact]
    public void A_success_is_one()
    {
        Assert.Equal(
            new BreakerEvent.Succeeded(false),
            ProviderVerdict.Of(Some.Report(AttemptOutcome.Succeeded, probe: false))
        );
        Assert.Equal(
            new BreakerEvent.Succeeded(true),
            ProviderVerdict.Of(Some.Report(AttemptOutcome.Succeeded, probe: true))
        );
    }

    [Fact]
    public void A_caller_who_left_says_nothing_and_leaves_a_probe_undecided()
    {
        Assert.Null(ProviderVerdict.Of(Some.Report(AttemptOutcome.CallerLeft, probe: false)));
        Assert.Null(ProviderVerdict.Of(Some.Report(AttemptOutcome.GivenUp, probe: false)));
        Assert.Equal(
            new BreakerEvent.ProbeAbandoned(),
            ProviderVerdict.Of(Some.Report(AttemptOutcome.CallerLeft, probe: true))
        );
    }

    [Fact]
    public void A_probe_is_always_decided_so_that_none_stays_under_way()
    {
        var probing = new BreakerState.HalfOpen(Some.Time.AddSeconds(30), 1);
        foreach (var outcome in Enum.GetValues<AttemptOutcome>())
        {
            var verdict = ProviderVerdict.Of(Some.Report(outcome, probe: true));
            Assert.NotNull(verdict);
            Assert.IsNotType<BreakerState.HalfOpen>(Breaker.Next(probing, verdict, Some.Time));
        }
    }

    [Theory]
    [InlineData(AttemptOutcome.ConnectFailed, 3)]
    [InlineData(AttemptOutcome.ServerError, 5)]
    public void Three_certain_or_five_uncertain_failures_open_a_breaker(AttemptOutcome outcome, int needed)
    {
        BreakerState state = BreakerState.Closed.Healthy;
        for (var i = 1; i <= needed; i++)
        {
            Assert.IsType<BreakerState.Closed>(state);
            state = Breaker.Next(state, ProviderVerdict.Of(Some.Report(outcome, probe: false))!, Some.Time);
        }

        Assert.IsType<BreakerState.Open>(state);
    }

    [Fact]
    public void A_failure_counts_by_the_time_that_it_took()
    {
        var slow = Some.Report(AttemptOutcome.FirstByteTimeout) with { Elapsed = TimeSpan.FromSeconds(60) };
        Assert.Equal(new BreakerEvent.Failed(7, false), ProviderVerdict.Of(slow));
    }
}
