using Aimux.Grains.Health;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Limits;
using Aimux.Grains.Routing;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Failures;

/// <summary>What users of other gateways complain about, as far as no other test shows that it does not happen here.</summary>
public sealed class ComplaintTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    [Fact]
    public void A_rest_of_a_model_only_moves_later()
    {
        var health = new ProviderHealth(BreakerState.Closed.Healthy);
        Assert.True(health.TryRest(Busy(60), Now, new Random(1), out _));
        Assert.False(health.TryRest(Busy(10), Now.AddSeconds(1), new Random(1), out _));
        Assert.Equal(Now.AddSeconds(60), Assert.Single(health.RestingModels(Now.AddSeconds(30))).Until);
        Assert.True(health.TryRest(Busy(60), Now.AddSeconds(30), new Random(1), out _));
        Assert.Equal(Now.AddSeconds(90), Assert.Single(health.RestingModels(Now.AddSeconds(60))).Until);
        Assert.Empty(health.RestingModels(Now.AddSeconds(90)));
    }

    [Fact]
    public void Traffic_returns_to_a_recovered_provider_step_by_step()
    {
        BreakerState probing = new BreakerState.HalfOpen(Now.AddSeconds(30), 1);
        var closed = Breaker.Snapshot(Breaker.Next(probing, BreakerEvent.Succeeded.OfProbe, Now));
        Assert.Equal(BreakerStatus.Closed, closed.Status);

        var shares = Enumerable.Range(0, 11).Select(second => SlowStart.Share(closed, Now.AddSeconds(second))).ToList();
        Assert.InRange(shares[0], 0.01, 0.2);
        Assert.Equal(0.5, shares[5], 6);
        Assert.Equal(1, shares[10]);
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(1, SlowStart.Share(BreakerSnapshot.Closed, Now));
    }

    [Fact]
    public void Every_rest_ends_by_itself()
    {
        foreach (var outcome in Enum.GetValues<AttemptOutcome>())
        {
            foreach (var strikes in new[] { 0, 1, 5, 1_000 })
            {
                Assert.True((KeyRest.For(outcome, null, strikes) ?? TimeSpan.Zero) <= TimeSpan.FromDays(1));
                Assert.True(
                    (KeyRest.For(outcome, TimeSpan.MaxValue, strikes) ?? TimeSpan.Zero) <= TimeSpan.FromDays(31)
                );
            }

            var report = Some.Report(outcome, probe: true) with { RetryAfter = TimeSpan.MaxValue };
            Assert.True((ProviderVerdict.ModelRest(report, new Random(1)) ?? TimeSpan.Zero) <= TimeSpan.FromHours(1));
            if (ProviderVerdict.Of(report) is BreakerEvent.Failed failed)
            {
                var half = new BreakerState.HalfOpen(Now, 1_000);
                var open = Assert.IsType<BreakerState.Open>(Breaker.Next(half, failed, Now));
                Assert.True(open.Until <= Now.AddMinutes(10));
            }
        }
    }

    [Fact]
    public void A_provider_that_only_answers_429_is_asked_ever_more_rarely()
    {
        var asked = 0;
        for (var at = TimeSpan.Zero; at < TimeSpan.FromHours(4); asked++)
        {
            at += KeyRest.For(AttemptOutcome.RateLimited, null, asked)!.Value;
        }

        Assert.InRange(asked, 12, 20);
    }

    private static ProviderReport Busy(double seconds) =>
        Some.Report(AttemptOutcome.ModelBusy) with
        {
            RetryAfter = TimeSpan.FromSeconds(seconds),
        };
}
