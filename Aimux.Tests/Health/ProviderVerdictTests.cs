using Aimux.Grains.Health;
using Aimux.Grains.Interfaces.Health;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Health;

public sealed class ProviderVerdictTests
{
    // Strikes, then for how many seconds the breaker stays open, at first and at most.
    [Theory]
    [InlineData(AttemptOutcome.ConnectFailed, 2, 5, 30)]
    [InlineData(AttemptOutcome.NameNotResolved, 5, 30, 30)]
    [InlineData(AttemptOutcome.TlsFailed, 5, 300, 300)]
    [InlineData(AttemptOutcome.Unreachable, 5, 300, 300)]
    [InlineData(AttemptOutcome.Blocked, 2.5, 60, 600)]
    [InlineData(AttemptOutcome.ModelBusy, 0.5, 20, 60)]
    [InlineData(AttemptOutcome.Overloaded, 1, 20, 60)]
    [InlineData(AttemptOutcome.ServerError, 1, 20, 60)]
    [InlineData(AttemptOutcome.RequestTimeout, 1, 20, 60)]
    [InlineData(AttemptOutcome.ConnectionReset, 1, 20, 60)]
    [InlineData(AttemptOutcome.FirstByteTimeout, 1, 20, 60)]
    [InlineData(AttemptOutcome.Stalled, 1, 20, 60)]
    [InlineData(AttemptOutcome.Truncated, 1, 20, 60)]
    [InlineData(AttemptOutcome.Malformed, 1, 20, 60)]
    [InlineData(AttemptOutcome.EmptyAnswer, 1, 20, 60)]
    [InlineData(AttemptOutcome.ErrorInAnswer, 1, 20, 60)]
    public void A_fault_of_the_provider_is_a_failure(AttemptOutcome outcome, double strikes, double first, double most)
    {
        foreach (var probe in new[] { false, true })
        {
            Assert.Equal(
                new BreakerEvent.Failed(strikes, probe, OpenTime.OfSeconds(first, most), outcome),
                ProviderVerdict.Of(Some.Report(outcome, probe))
            );
        }
    }

    [Fact]
    public void A_fault_of_the_request_never_counts_whatever_it_looked_like()
    {
        foreach (var outcome in Enum.GetValues<AttemptOutcome>())
        {
            var report = Some.Report(outcome) with { RequestsFault = true };
            Assert.IsNotType<BreakerEvent.Failed>(ProviderVerdict.Of(report));
            Assert.IsNotType<BreakerEvent.Failed>(ProviderVerdict.Of(report with { Probe = true }));
            Assert.Null(ProviderVerdict.ModelRest(report, new Random(1)));
        }
    }

    [Theory]
    [InlineData(10.0, 10)]
    [InlineData(0.0, 1)]
    [InlineData(86_400.0, 1_800)]
    public void A_busy_model_rests_for_as_long_as_it_asks_within_reason(double hint, double rests)
    {
        var report = Some.Report(AttemptOutcome.ModelBusy) with { RetryAfter = TimeSpan.FromSeconds(hint) };
        Assert.Equal(TimeSpan.FromSeconds(rests), ProviderVerdict.ModelRest(report, new Random(1)));
    }

    [Fact]
    public void A_busy_model_that_does_not_ask_rests_for_a_minute_more_or_less()
    {
        var random = new Random(1);
        var rests = Enumerable
            .Range(0, 100)
            .Select(_ => ProviderVerdict.ModelRest(Some.Report(AttemptOutcome.ModelBusy), random)!.Value.TotalSeconds)
            .ToList();
        Assert.All(rests, seconds => Assert.InRange(seconds, 45, 75));
        Assert.True(rests.Max() - rests.Min() > 20);
        Assert.All(
            Enum.GetValues<AttemptOutcome>().Except([AttemptOutcome.ModelBusy]),
            outcome => Assert.Null(ProviderVerdict.ModelRest(Some.Report(outcome), random))
        );
    }

    [Theory]
    [InlineData(AttemptOutcome.RequestRejected)]
    [InlineData(AttemptOutcome.Unauthorized)]
    [InlineData(AttemptOutcome.PaymentRequired)]
    [InlineData(AttemptOutcome.Forbidden)]
    [InlineData(AttemptOutcome.ModelNotFound)]
    [InlineData(AttemptOutcome.RateLimited)]
    [InlineData(AttemptOutcome.QuotaExhausted)]
    [InlineData(AttemptOutcome.ContextTooLong)]
    [InlineData(AttemptOutcome.ContentRefused)]
    [InlineData(AttemptOutcome.UnknownField)]
    [InlineData(AttemptOutcome.Conflict)]
    [InlineData(AttemptOutcome.AccountLocked)]
    [InlineData(AttemptOutcome.TooManyConcurrent)]
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
    [InlineData(AttemptOutcome.TlsFailed, 1)]
    [InlineData(AttemptOutcome.NameNotResolved, 1)]
    [InlineData(AttemptOutcome.Blocked, 2)]
    [InlineData(AttemptOutcome.ConnectFailed, 3)]
    [InlineData(AttemptOutcome.ServerError, 5)]
    public void The_more_certain_a_failure_the_sooner_it_opens_a_breaker(AttemptOutcome outcome, int needed)
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
        Assert.Equal(7, Assert.IsType<BreakerEvent.Failed>(ProviderVerdict.Of(slow)).Strikes);
    }
}
