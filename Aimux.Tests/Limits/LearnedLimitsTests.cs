using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Limits;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Limits;

/// <summary>Limits of providers that tell none, learned from their refusals.</summary>
public sealed class LearnedLimitsTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    [Fact]
    public void Comes_within_a_tenth_of_a_hidden_limit_with_few_refusals()
    {
        Gen.Select(Gen.Int[10, 300], Gen.Int[110, 300])
            .Sample(
                (hidden, demandPercent) =>
                {
                    var (group, now) = (New(), Now);
                    var provider = TokenBucket.PerMinute(hidden, now);
                    var pause = TimeSpan.FromSeconds(60.0 / hidden * 100 / demandPercent);
                    var (served, refused) = (0, 0);
                    var settled = Now.AddMinutes(30);
                    while (now < Now.AddMinutes(150))
                    {
                        now += pause;
                        if (Acquire(group, now).Lease is not { } lease)
                        {
                            continue;
                        }

                        provider = provider.Refill(now);
                        var passes = provider.WaitFor(1) == TimeSpan.Zero;
                        provider = passes ? provider.Take(1) : provider;
                        Report(group, lease, passes ? AttemptOutcome.Succeeded : AttemptOutcome.RateLimited, now);
                        served += passes && now > settled ? 1 : 0;
                        refused += !passes && now > settled ? 1 : 0;
                    }

                    // Two hours in which the provider could serve that much at the most.
                    Assert.InRange(served / 120.0, 0.9 * hidden, hidden + 1);
                    Assert.True(refused <= 40 + 0.05 * served, $"{refused} refusals in two hours of {hidden} a minute");
                    Assert.InRange(group.LearnedPerMinute!.Value, 0.8 * hidden, 1.25 * hidden + 2);
                },
                iter: 30
            );
    }

    [Fact]
    public void One_refusal_alone_teaches_nothing()
    {
        var group = New();
        Refuse(group, 20, Now);
        Assert.Null(group.LearnedPerMinute);
        Assert.NotNull(Acquire(group, Now.AddSeconds(1)).Lease);
    }

    [Fact]
    public void A_second_one_after_as_many_requests_does_and_the_group_opens_when_its_rest_is_over()
    {
        var group = New();
        Refuse(group, 60, Now);
        var at = Refuse(group, 1, Now.AddSeconds(1));
        Assert.Equal(54.9, group.LearnedPerMinute!.Value, 6);
        Assert.NotNull(Acquire(group, at.AddSeconds(1)).Lease);
        Assert.Equal(RefusalReason.Requests, Acquire(group, at.AddSeconds(1)).Refusal);
    }

    [Fact]
    public void Refusals_of_what_was_in_flight_together_are_one()
    {
        var group = New();
        Refuse(group, 60, Now);
        var at = Now.AddSeconds(1);
        var leases = Enumerable.Range(0, 20).Select(_ => Acquire(group, at).Lease!).ToList();
        foreach (var lease in leases)
        {
            Report(group, lease, AttemptOutcome.RateLimited, at);
        }

        Assert.InRange(group.LearnedPerMinute!.Value, 54, 72);
    }

    [Fact]
    public void What_does_not_matter_for_half_an_hour_is_forgotten()
    {
        var group = New();
        Refuse(group, 60, Now);
        Refuse(group, 1, Now.AddSeconds(1));
        Acquire(group, Now.AddMinutes(29));
        Assert.NotNull(group.LearnedPerMinute);
        Acquire(group, Now.AddMinutes(32));
        Assert.Null(group.LearnedPerMinute);
    }

    [Fact]
    public void A_configured_limit_is_not_corrected()
    {
        var group = New(new KeyLimits(RequestsPerMinute: 600));
        Refuse(group, 60, Now);
        Refuse(group, 1, Now.AddSeconds(1));
        Assert.Null(group.LearnedPerMinute);
    }

    [Fact]
    public void Too_many_at_once_lowers_what_is_in_flight_and_a_quiet_minute_raises_it_by_one()
    {
        var group = New();
        var leases = Enumerable.Range(0, 11).Select(_ => Acquire(group, Now).Lease!).ToList();
        Assert.True(Report(group, leases[10], AttemptOutcome.TooManyConcurrent, Now).Learned);
        Assert.Equal(7, group.LearnedAtOnce);
        Assert.False(Report(group, leases[9], AttemptOutcome.TooManyConcurrent, Now).Learned);
        leases.Take(3).ToList().ForEach(lease => Report(group, lease, AttemptOutcome.Succeeded, Now));

        Assert.NotNull(Acquire(group, Now.AddSeconds(5)).Lease);
        Assert.Equal(RefusalReason.Concurrency, Acquire(group, Now.AddSeconds(5)).Refusal);
        Assert.NotNull(Acquire(group, Now.AddSeconds(60)).Lease);
        Assert.Equal(RefusalReason.Concurrency, Acquire(group, Now.AddSeconds(60)).Refusal);
    }

    [Fact]
    public void What_was_learned_outlives_the_process_for_as_long_as_it_would_be_remembered()
    {
        var before = New();
        Refuse(before, 60, Now);
        Refuse(before, 1, Now.AddSeconds(1));
        var kept = before.Keep(Now);
        var (soon, late) = (New(), New());

        soon.Restore(kept, Now.AddMinutes(10));
        late.Restore(kept, Now.AddHours(1));

        Assert.Equal(before.LearnedPerMinute, soon.LearnedPerMinute);
        Assert.Null(late.LearnedPerMinute);
    }

    /// <summary>So many are served, the next one is refused.</summary>
    private static DateTimeOffset Refuse(QuotaGroup group, int served, DateTimeOffset now)
    {
        for (var i = 0; i < served; i++)
        {
            Report(group, Acquire(group, now).Lease!, AttemptOutcome.Succeeded, now);
        }

        Report(group, Acquire(group, now).Lease!, AttemptOutcome.RateLimited, now);
        return now;
    }

    private static QuotaGroup New(KeyLimits? limits = null) =>
        new([Some.Key("p", limits: limits)], new LeaseTable(1, TimeSpan.FromHours(1)), Now);

    private static AcquireResult Acquire(QuotaGroup group, DateTimeOffset now) =>
        group.TryAcquire(new LeaseRequest("p/a", Some.Model, 0), now);

    private static ReportEffect Report(QuotaGroup group, Lease lease, AttemptOutcome outcome, DateTimeOffset now) =>
        group.Report(
            group.Keys[0],
            Some.KeyReport(
                lease.Id,
                outcome,
                null,
                outcome == AttemptOutcome.RateLimited ? TimeSpan.FromSeconds(1) : null
            ),
            now
        );
}
