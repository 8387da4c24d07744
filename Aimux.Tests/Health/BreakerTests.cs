using Aimux.Grains.Health;
using Aimux.Grains.Interfaces.Health;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Health;

public sealed class BreakerTests
{
    private static readonly DateTimeOffset Now = Some.Time;
    private static readonly DateTimeOffset Later = Now.AddSeconds(1);

    private static readonly BreakerState.Closed Healthy = BreakerState.Closed.Healthy;
    private static readonly BreakerState.Isolated Isolated = new();
    private static readonly BreakerState.Open Due = new(Now, 2);
    private static readonly BreakerState.Open NotDue = new(Later, 2);
    private static readonly BreakerState.HalfOpen Probing = new(Later, 2);
    private static readonly BreakerState.HalfOpen ProbeLost = new(Now, 2);

    private static readonly BreakerEvent.Failed Failed = new(1, Probe: false);
    private static readonly BreakerEvent.Failed ProbeFailed = new(1, Probe: true);
    private static readonly BreakerEvent.Succeeded Succeeded = BreakerEvent.Succeeded.Ordinary;
    private static readonly BreakerEvent.Succeeded ProbeSucceeded = BreakerEvent.Succeeded.OfProbe;
    private static readonly BreakerEvent.ProbeStarted ProbeStarted = new();
    private static readonly BreakerEvent.ProbeAbandoned ProbeAbandoned = new();
    private static readonly BreakerEvent.Isolate Isolate = new();
    private static readonly BreakerEvent.Release Release = new();

    private static readonly BreakerState.Closed Recovered = new(0, Now, RecoveredAt: Now);
    private static readonly BreakerState.Open OpenedAgain = new(Now.AddSeconds(11.25), 3);
    private static readonly BreakerState.HalfOpen NewProbe = new(Now.AddSeconds(30), 2);

    private static readonly (BreakerState Before, BreakerEvent Happened, BreakerState After)[] Transitions =
    [
        (Healthy, Failed, new BreakerState.Closed(1, Now)),
        (Healthy, ProbeFailed, new BreakerState.Closed(1, Now)),
        (Healthy, Succeeded, Healthy),
        (Healthy, ProbeSucceeded, Healthy),
        (Healthy, ProbeStarted, Healthy),
        (Healthy, ProbeAbandoned, Healthy),
        (Healthy, Isolate, Isolated),
        (Healthy, Release, Healthy),
        (NotDue, Failed, NotDue),
        (NotDue, ProbeFailed, NotDue),
        (NotDue, Succeeded, NotDue),
        (NotDue, ProbeSucceeded, Recovered),
        (NotDue, ProbeStarted, NotDue),
        (NotDue, ProbeAbandoned, NotDue),
        (NotDue, Isolate, Isolated),
        (NotDue, Release, NotDue),
        (Due, Failed, Due),
        (Due, ProbeFailed, Due),
        (Due, Succeeded, Due),
        (Due, ProbeSucceeded, Recovered),
        (Due, ProbeStarted, NewProbe),
        (Due, ProbeAbandoned, Due),
        (Due, Isolate, Isolated),
        (Due, Release, Due),
        (Probing, Failed, Probing),
        (Probing, ProbeFailed, OpenedAgain),
        (Probing, Succeeded, Probing),
        (Probing, ProbeSucceeded, Recovered),
        (Probing, ProbeStarted, Probing),
        (Probing, ProbeAbandoned, new BreakerState.Open(Now, 2)),
        (Probing, Isolate, Isolated),
        (Probing, Release, Probing),
        (ProbeLost, Failed, ProbeLost),
        (ProbeLost, ProbeFailed, OpenedAgain),
        (ProbeLost, Succeeded, ProbeLost),
        (ProbeLost, ProbeSucceeded, Recovered),
        (ProbeLost, ProbeStarted, NewProbe),
        (ProbeLost, ProbeAbandoned, new BreakerState.Open(Now, 2)),
        (ProbeLost, Isolate, Isolated),
        (ProbeLost, Release, ProbeLost),
        (Isolated, Failed, Isolated),
        (Isolated, ProbeFailed, Isolated),
        (Isolated, Succeeded, Isolated),
        (Isolated, ProbeSucceeded, Isolated),
        (Isolated, ProbeStarted, Isolated),
        (Isolated, ProbeAbandoned, Isolated),
        (Isolated, Isolate, Isolated),
        (Isolated, Release, Healthy),
    ];

    private static readonly Gen<BreakerEvent> Anything = Gen.OneOf(
        Gen.Const<BreakerEvent>(Failed),
        Gen.Const<BreakerEvent>(Failed),
        Gen.Const<BreakerEvent>(Failed),
        Gen.Const<BreakerEvent>(ProbeFailed),
        Gen.Const<BreakerEvent>(new BreakerEvent.Failed(2, Probe: false)),
        Gen.Const<BreakerEvent>(Succeeded),
        Gen.Const<BreakerEvent>(ProbeSucceeded),
        Gen.Const<BreakerEvent>(ProbeStarted),
        Gen.Const<BreakerEvent>(ProbeStarted),
        Gen.Const<BreakerEvent>(ProbeAbandoned),
        Gen.Const<BreakerEvent>(Isolate),
        Gen.Const<BreakerEvent>(Release)
    );

    private static readonly Gen<(BreakerEvent Happened, int Ms)[]> History = Gen.Select(
        Anything,
        Gen.Int[0, 12_000],
        (happened, ms) => (happened, ms)
    ).Array[0, 300];

    [Fact]
    public void Each_event_in_each_state_leads_where_the_table_says()
    {
        Assert.All(
            Transitions,
            transition => Assert.Equal(transition.After, Breaker.Next(transition.Before, transition.Happened, Now))
        );
    }

    [Fact]
    public void The_table_has_every_state_and_every_event()
    {
        var states = Transitions.Select(transition => transition.Before).Distinct().ToList();
        var events = Transitions.Select(transition => transition.Happened).Distinct().ToList();
        Assert.Equal(states.Count * events.Count, Transitions.Length);
        Assert.Equal(
            typeof(BreakerState).GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Length,
            states.Select(state => state.GetType()).Distinct().Count()
        );
        Assert.Equal(
            typeof(BreakerEvent).GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Length,
            events.Select(happened => happened.GetType()).Distinct().Count()
        );
    }

    [Fact]
    public void A_closed_breaker_opens_exactly_when_strikes_less_half_a_strike_a_success_reach_five()
    {
        Gen.Bool.Array[0, 100]
            .Sample(failures =>
            {
                BreakerState state = Healthy;
                var strikes = 0.0;
                foreach (var failure in failures)
                {
                    state = Breaker.Next(state, failure ? Failed : Succeeded, Now);
                    strikes = failure ? strikes + 1 : Math.Max(0, strikes - 0.5);
                    if (strikes >= 5)
                    {
                        Assert.Equal(new BreakerState.Open(Now.AddSeconds(5), 1), state);
                        return;
                    }

                    Assert.Equal(strikes, Assert.IsType<BreakerState.Closed>(state).Strikes);
                }
            });
    }

    [Fact]
    public void More_than_a_third_of_failures_opens_a_breaker_and_a_third_does_not()
    {
        BreakerState state = Healthy;
        for (var i = 0; i < 3_000; i++)
        {
            state = Breaker.Next(state, i % 3 == 0 ? Failed : Succeeded, Now);
            Assert.IsType<BreakerState.Closed>(state);
        }

        // 8 of 20.
        for (var i = 0; state is BreakerState.Closed; i++)
        {
            Assert.True(i < 200);
            state = Breaker.Next(state, i % 5 is 0 or 2 ? Failed : Succeeded, Now);
        }
    }

    [Fact]
    public void Strikes_fade_by_half_in_ten_minutes()
    {
        BreakerState state = new BreakerState.Closed(4, Now);
        var struck = Breaker.Next(state, Failed, Now.AddMinutes(10));
        Assert.Equal(3, Assert.IsType<BreakerState.Closed>(struck).Strikes, 6);
        var forgiven = Breaker.Next(state, Succeeded, Now.AddMinutes(20));
        Assert.Equal(0.5, Assert.IsType<BreakerState.Closed>(forgiven).Strikes, 6);
    }

    [Fact]
    public void A_clock_that_steps_back_neither_fades_nor_adds_strikes()
    {
        var state = new BreakerState.Closed(4, Now);
        Assert.IsType<BreakerState.Open>(Breaker.Next(state, Failed, Now.AddHours(-1)));
        var forgiven = Breaker.Next(state, Succeeded, Now.AddHours(-1));
        Assert.Equal(3.5, Assert.IsType<BreakerState.Closed>(forgiven).Strikes);
    }

    [Fact]
    public void Isolation_ends_only_by_release()
    {
        History.Sample(history =>
        {
            Walk(
                history,
                (before, happened, after, _) =>
                {
                    Assert.True(
                        before is not BreakerState.Isolated || happened is BreakerEvent.Release || after == before
                    );
                    Assert.True(happened is not BreakerEvent.Isolate || after is BreakerState.Isolated);
                }
            );
        });
    }

    [Fact]
    public void Half_open_comes_only_of_a_probe_that_was_due()
    {
        History.Sample(history =>
        {
            Walk(
                history,
                (before, happened, after, now) =>
                {
                    if (after is BreakerState.HalfOpen && after != before)
                    {
                        Assert.IsType<BreakerEvent.ProbeStarted>(happened);
                        Assert.True(
                            before switch
                            {
                                BreakerState.Open open => now >= open.Until,
                                BreakerState.HalfOpen half => now >= half.ProbeExpires,
                                _ => false,
                            }
                        );
                    }
                }
            );
        });
    }

    [Fact]
    public void One_probe_at_a_time_is_granted()
    {
        History.Sample(history =>
        {
            DateTimeOffset? probeUntil = null;
            Walk(
                history,
                (before, happened, after, now) =>
                {
                    if (happened is BreakerEvent.ProbeStarted && after != before)
                    {
                        Assert.True(probeUntil is null || now >= probeUntil);
                        probeUntil = now.AddSeconds(30);
                    }
                    else if (after is not BreakerState.HalfOpen)
                    {
                        probeUntil = null;
                    }
                }
            );
        });
    }

    [Fact]
    public void Each_probe_that_fails_keeps_it_open_half_as_long_again_up_to_a_minute()
    {
        BreakerState state = Healthy;
        for (var i = 0; i < 5; i++)
        {
            state = Breaker.Next(state, Failed, Now);
        }

        var now = Now;
        foreach (var seconds in new[] { 5, 7.5, 11.25, 16.875, 25.3125, 37.96875, 56.953125, 60, 60 })
        {
            var open = Assert.IsType<BreakerState.Open>(state);
            Assert.Equal(now.AddSeconds(seconds), open.Until);
            now = open.Until;
            state = Breaker.Next(Breaker.Next(state, ProbeStarted, now), ProbeFailed, now);
        }

        var afterMany = Breaker.Next(new BreakerState.HalfOpen(now, 1_000_000), ProbeFailed, now);
        Assert.Equal(now.AddSeconds(60), Assert.IsType<BreakerState.Open>(afterMany).Until);
    }

    [Fact]
    public void A_failure_may_say_for_how_long_it_opens_the_breaker()
    {
        var failed = new BreakerEvent.Failed(5, Probe: true, OpenTime.OfSeconds(60, 600));
        BreakerState state = Breaker.Next(Healthy, failed, Now);
        var now = Now;
        foreach (var seconds in new[] { 60, 90, 135, 202.5, 303.75, 455.625, 600, 600 })
        {
            var open = Assert.IsType<BreakerState.Open>(state);
            Assert.Equal(now.AddSeconds(seconds), open.Until);
            now = open.Until;
            state = Breaker.Next(Breaker.Next(state, ProbeStarted, now), failed, now);
        }
    }

    [Fact]
    public void A_breaker_that_closed_opens_for_the_shortest_time_again()
    {
        var closed = Breaker.Next(new BreakerState.HalfOpen(Later, 9), ProbeSucceeded, Now);
        Assert.Equal(
            new BreakerState.Open(Now.AddSeconds(5), 1),
            Breaker.Next(closed, new BreakerEvent.Failed(5, Probe: false), Now)
        );
    }

    [Fact]
    public void Others_see_the_state_and_when_it_changes()
    {
        Assert.Equal(new BreakerSnapshot(BreakerStatus.Closed), Breaker.Snapshot(new BreakerState.Closed(4, Now)));
        Assert.Equal(new BreakerSnapshot(BreakerStatus.Open, Later), Breaker.Snapshot(NotDue));
        Assert.Equal(new BreakerSnapshot(BreakerStatus.HalfOpen, Later), Breaker.Snapshot(Probing));
        Assert.Equal(new BreakerSnapshot(BreakerStatus.Isolated), Breaker.Snapshot(Isolated));
    }

    private static void Walk(
        (BreakerEvent Happened, int Ms)[] history,
        Action<BreakerState, BreakerEvent, BreakerState, DateTimeOffset> check
    )
    {
        BreakerState state = Healthy;
        var now = Now;
        foreach (var (happened, ms) in history)
        {
            now = now.AddMilliseconds(ms);
            var after = Breaker.Next(state, happened, now);
            check(state, happened, after, now);
            state = after;
        }
    }
}
