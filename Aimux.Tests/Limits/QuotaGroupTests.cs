using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Limits;

public sealed class QuotaGroupTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    [Fact]
    public void A_key_of_sixty_a_minute_grants_sixty_at_once_and_then_says_truly_when_it_reopens()
    {
        var group = New(new KeyLimits(RequestsPerMinute: 60));
        for (var i = 0; i < 60; i++)
        {
            Assert.NotNull(group.TryAcquire(0, Now).Lease);
        }

        var refused = group.TryAcquire(0, Now);
        Assert.Null(refused.Lease);
        Assert.Equal(RefusalReason.Requests, refused.Refusal);
        Assert.Equal(Now.AddSeconds(1), refused.ReopensAt);
        Assert.Equal(Now.AddSeconds(1), group.Snapshot(Now).OpensAt);
        Assert.Null(group.TryAcquire(0, Now.AddMilliseconds(999)).Lease);
        Assert.NotNull(group.TryAcquire(0, Now.AddSeconds(1)).Lease);
        Assert.Null(group.TryAcquire(0, Now.AddSeconds(1)).Lease);
    }

    [Fact]
    public void A_refusal_uses_up_nothing()
    {
        var group = New(new KeyLimits(RequestsPerMinute: 60, TokensPerMinute: 600));
        Assert.NotNull(group.TryAcquire(600, Now).Lease);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(RefusalReason.Tokens, group.TryAcquire(100, Now).Refusal);
        }

        // Ten seconds bring 100 tokens, and no request was counted for the refusals.
        Assert.NotNull(group.TryAcquire(100, Now.AddSeconds(10)).Lease);
        group.Configure(new KeyLimits(RequestsPerMinute: 60), Now.AddSeconds(10));
        for (var i = 0; i < 59; i++)
        {
            Assert.NotNull(group.TryAcquire(0, Now.AddSeconds(10)).Lease);
        }
    }

    [Fact]
    public void The_longer_of_two_waits_names_the_refusal()
    {
        var group = New(new KeyLimits(RequestsPerMinute: 1, TokensPerMinute: 600));
        group.TryAcquire(600, Now);
        var byRequests = group.TryAcquire(10, Now);
        Assert.Equal((RefusalReason.Requests, Now.AddSeconds(60)), (byRequests.Refusal, byRequests.ReopensAt!.Value));

        group = New(new KeyLimits(RequestsPerMinute: 60, TokensPerMinute: 60));
        group.TryAcquire(60, Now);
        var byTokens = group.TryAcquire(30, Now);
        Assert.Equal((RefusalReason.Tokens, Now.AddSeconds(30)), (byTokens.Refusal, byTokens.ReopensAt!.Value));
    }

    [Fact]
    public void Tokens_are_reserved_and_what_was_not_used_is_given_back()
    {
        var group = New(new KeyLimits(TokensPerMinute: 1_000));
        var lease = group.TryAcquire(800, Now).Lease!;
        Assert.Equal(RefusalReason.Tokens, group.TryAcquire(300, Now).Refusal);
        group.Report(Some.KeyReport(lease.Id, AttemptOutcome.Succeeded, 100, null), Now);
        Assert.NotNull(group.TryAcquire(900, Now).Lease);
        Assert.Equal(RefusalReason.Tokens, group.TryAcquire(1, Now).Refusal);
    }

    [Fact]
    public void What_was_used_beyond_the_reservation_is_owed()
    {
        var group = New(new KeyLimits(TokensPerMinute: 600));
        var lease = group.TryAcquire(100, Now).Lease!;
        group.Report(Some.KeyReport(lease.Id, AttemptOutcome.Succeeded, 900, null), Now);

        // 300 owed at 10 a second, and one to take.
        var refused = group.TryAcquire(10, Now);
        Assert.Equal((RefusalReason.Tokens, Now.AddSeconds(31)), (refused.Refusal, refused.ReopensAt!.Value));
    }

    [Fact]
    public void Without_a_count_of_tokens_the_reservation_stands()
    {
        var group = New(new KeyLimits(TokensPerMinute: 600));
        var lease = group.TryAcquire(600, Now).Lease!;
        group.Report(Some.KeyReport(lease.Id, AttemptOutcome.Stalled, null, null), Now);
        Assert.Equal(RefusalReason.Tokens, group.TryAcquire(1, Now).Refusal);
    }

    [Fact]
    public void Concurrency_bounds_what_is_in_flight_and_is_free_again_after_each_report()
    {
        var group = New(new KeyLimits(Concurrency: 2));
        var first = group.TryAcquire(0, Now).Lease!;
        group.TryAcquire(0, Now);
        var refused = group.TryAcquire(0, Now);
        Assert.Equal(RefusalReason.Concurrency, refused.Refusal);
        Assert.Equal(Now.AddSeconds(1), refused.ReopensAt);
        Assert.Equal(2, group.Snapshot(Now).InFlight);

        group.Report(Ended(first), Now);
        Assert.NotNull(group.TryAcquire(0, Now).Lease);
        Assert.Equal(RefusalReason.Concurrency, group.TryAcquire(0, Now).Refusal);
    }

    [Fact]
    public void A_lease_that_nobody_reports_is_free_again_when_it_expires()
    {
        var group = New(new KeyLimits(Concurrency: 1));
        var lost = group.TryAcquire(0, Now).Lease!;
        Assert.Equal(RefusalReason.Concurrency, group.TryAcquire(0, lost.ExpiresAt.AddMilliseconds(-1)).Refusal);
        Assert.NotNull(group.TryAcquire(0, lost.ExpiresAt).Lease);
    }

    [Fact]
    public void A_report_of_an_unknown_lease_changes_no_count()
    {
        var group = New(new KeyLimits(TokensPerMinute: 600, Concurrency: 5));
        var lease = group.TryAcquire(600, Now).Lease!;
        group.Report(Some.KeyReport(lease.Id + 1, AttemptOutcome.Succeeded, 0, null), Now);
        Assert.Equal(1, group.Snapshot(Now).InFlight);
        Assert.Equal(RefusalReason.Tokens, group.TryAcquire(1, Now).Refusal);

        // A second report of the same lease is as unknown: it must not give back twice.
        group.Report(Some.KeyReport(lease.Id, AttemptOutcome.Succeeded, 600, null), Now);
        group.Report(Some.KeyReport(lease.Id, AttemptOutcome.Succeeded, 0, null), Now);
        Assert.Equal(0, group.Snapshot(Now).InFlight);
        Assert.Equal(RefusalReason.Tokens, group.TryAcquire(1, Now).Refusal);
    }

    [Fact]
    public void A_rate_limit_lets_the_key_rest_for_as_long_as_the_provider_asked()
    {
        var group = New();
        Assert.True(group.Report(Limited(group, TimeSpan.FromSeconds(7)), Now));
        var refused = group.TryAcquire(0, Now.AddMilliseconds(6_999));
        Assert.Equal((RefusalReason.Resting, Now.AddSeconds(7)), (refused.Refusal, refused.ReopensAt!.Value));
        Assert.Equal(AttemptOutcome.RateLimited, group.RestReason);
        Assert.NotNull(group.TryAcquire(0, Now.AddSeconds(7)).Lease);
    }

    [Fact]
    public void Many_refusals_of_one_rest_are_one_strike()
    {
        var group = New();
        var leases = Enumerable.Range(0, 20).Select(_ => group.TryAcquire(0, Now).Lease!).ToList();
        foreach (var lease in leases)
        {
            group.Report(Some.KeyReport(lease.Id, AttemptOutcome.RateLimited, null, null), Now);
        }

        // The first refusal rests 1 s, all others found the key resting: 2 s at the most.
        Assert.True(group.RestsUntil <= Now.AddSeconds(2));
        var after = group.RestsUntil!.Value;
        group.Report(Limited(group, null, after), after);
        Assert.Equal(after.AddSeconds(2), group.RestsUntil);
    }

    [Fact]
    public void Rests_grow_longer_until_a_success()
    {
        var group = New();
        var now = Now;
        foreach (var seconds in new[] { 1, 2, 4, 8 })
        {
            group.Report(Limited(group, null, now), now);
            Assert.Equal(now.AddSeconds(seconds), group.RestsUntil);
            now = now.AddSeconds(seconds);
        }

        group.Report(Ended(group.TryAcquire(0, now).Lease!), now);
        group.Report(Limited(group, null, now), now);
        Assert.Equal(now.AddSeconds(1), group.RestsUntil);
    }

    [Fact]
    public void A_success_during_a_rest_neither_ends_it_nor_clears_its_strikes()
    {
        var group = New();
        var earlier = group.TryAcquire(0, Now).Lease!;
        group.Report(Limited(group, null), Now);
        Assert.False(group.Report(Ended(earlier), Now.AddMilliseconds(500)));
        Assert.Equal(RefusalReason.Resting, group.TryAcquire(0, Now.AddMilliseconds(900)).Refusal);

        var after = Now.AddSeconds(1);
        group.Report(Limited(group, null, after), after);
        Assert.Equal(after.AddSeconds(2), group.RestsUntil);
    }

    [Fact]
    public void A_failure_of_the_provider_lets_no_key_rest()
    {
        var group = New();
        var lease = group.TryAcquire(0, Now).Lease!;
        Assert.False(group.Report(Some.KeyReport(lease.Id, AttemptOutcome.ServerError, null, null), Now));
        Assert.Null(group.RestsUntil);
    }

    [Fact]
    public void Waking_ends_a_rest_and_forgets_its_strikes()
    {
        var group = New();
        group.Report(Limited(group, null), Now);
        group.Wake();
        Assert.Null(group.RestReason);
        group.Report(Limited(group, null), Now);
        Assert.Equal(Now.AddSeconds(1), group.RestsUntil);
    }

    [Fact]
    public void A_disabled_key_grants_nothing_until_it_is_enabled()
    {
        var group = New();
        group.Disabled = true;
        var refused = group.TryAcquire(0, Now);
        Assert.Equal((null, RefusalReason.Disabled, null), (refused.Lease, refused.Refusal, refused.ReopensAt));
        Assert.True(group.Snapshot(Now).Disabled);
        group.Disabled = false;
        Assert.NotNull(group.TryAcquire(0, Now).Lease);
    }

    [Fact]
    public void A_spent_day_refuses_until_the_next_request_has_come_in()
    {
        var group = New(new KeyLimits(RequestsPerMinute: 60, RequestsPerDay: 24));
        for (var i = 0; i < 24; i++)
        {
            Assert.Null(group.Snapshot(Now).OpensAt);
            Assert.NotNull(group.TryAcquire(0, Now).Lease);
        }

        var refused = group.TryAcquire(0, Now);
        Assert.Equal((RefusalReason.Day, Now.AddHours(1)), (refused.Refusal, refused.ReopensAt!.Value));

        // The router sees it as a key without headroom.
        Assert.Equal(Now.AddHours(1), group.Snapshot(Now).OpensAt);
        Assert.Equal(RefusalReason.Day, group.TryAcquire(0, Now.AddMinutes(59)).Refusal);
        Assert.NotNull(group.TryAcquire(0, Now.AddHours(1)).Lease);
        Assert.Equal(RefusalReason.Day, group.TryAcquire(0, Now.AddHours(1)).Refusal);
    }

    [Fact]
    public void A_refusal_uses_up_nothing_of_the_day()
    {
        var group = New(new KeyLimits(RequestsPerMinute: 1, RequestsPerDay: 2));
        Assert.NotNull(group.TryAcquire(0, Now).Lease);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(RefusalReason.Requests, group.TryAcquire(0, Now).Refusal);
        }

        Assert.NotNull(group.TryAcquire(0, Now.AddMinutes(1)).Lease);
        Assert.Equal(RefusalReason.Day, group.TryAcquire(0, Now.AddMinutes(2)).Refusal);
    }

    [Fact]
    public void Another_limit_of_the_day_keeps_what_was_used()
    {
        var group = New(new KeyLimits(RequestsPerDay: 10));
        for (var i = 0; i < 8; i++)
        {
            group.TryAcquire(0, Now);
        }

        group.Configure(new KeyLimits(RequestsPerDay: 12), Now);
        Assert.Equal(4, Enumerable.Range(0, 20).Count(_ => group.TryAcquire(0, Now).Lease is not null));
        group.Configure(KeyLimits.Unknown, Now);
        Assert.NotNull(group.TryAcquire(0, Now).Lease);
    }

    [Fact]
    public void Other_limits_keep_what_was_used_and_what_is_in_flight()
    {
        var group = New(new KeyLimits(RequestsPerMinute: 10, Concurrency: 100));
        for (var i = 0; i < 8; i++)
        {
            group.TryAcquire(0, Now);
        }

        group.Configure(new KeyLimits(RequestsPerMinute: 12, Concurrency: 100), Now);
        var granted = Enumerable.Range(0, 20).Count(_ => group.TryAcquire(0, Now).Lease is not null);
        Assert.Equal(4, granted);
        group.Configure(new KeyLimits(RequestsPerMinute: 100, Concurrency: 13), Now);
        Assert.NotNull(group.TryAcquire(0, Now).Lease);
        Assert.Equal(RefusalReason.Concurrency, group.TryAcquire(0, Now).Refusal);
    }

    [Fact]
    public void A_limit_that_is_lifted_no_longer_refuses()
    {
        var group = New(new KeyLimits(RequestsPerMinute: 1));
        group.TryAcquire(0, Now);
        group.Configure(KeyLimits.Unknown, Now);
        Assert.NotNull(group.TryAcquire(0, Now).Lease);
        Assert.Null(group.Snapshot(Now).OpensAt);
    }

    [Fact]
    public void Whatever_happens_what_is_in_flight_is_what_was_granted_less_what_came_back_or_expired()
    {
        var step = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 2_000], Gen.Int[0, 100_000], Gen.Enum<AttemptOutcome>());
        Gen.Select(Gen.Int[1, 5], step.Array[0, 200])
            .Sample(
                (concurrency, steps) =>
                {
                    var lifetime = TimeSpan.FromSeconds(100);
                    var limits = new KeyLimits(120, 10_000, concurrency);
                    var group = new OneKey(limits, lifetime);
                    var live = new Dictionary<long, DateTimeOffset>();
                    var gone = new List<long> { 0 };
                    var now = Now;
                    foreach (var (what, tokens, ms, outcome) in steps)
                    {
                        foreach (var id in live.Where(lease => lease.Value <= now).Select(lease => lease.Key).ToList())
                        {
                            live.Remove(id);
                            gone.Add(id);
                        }

                        switch (what)
                        {
                            case < 4 when group.TryAcquire(tokens, now) is { Lease: { } lease }:
                                live.Add(lease.Id, lease.ExpiresAt);
                                break;
                            case < 4:
                                break;
                            case < 7 when live.Count > 0:
                                var back = live.Keys.ElementAt(tokens % live.Count);
                                group.Report(Some.KeyReport(back, outcome, tokens, null), now);
                                live.Remove(back);
                                gone.Add(back);
                                break;
                            case 7:
                                now = now.AddMilliseconds(ms);
                                continue;
                            default:
                                var unknown = gone[tokens % gone.Count];
                                group.Report(Some.KeyReport(unknown, outcome, tokens, null), now);
                                break;
                        }

                        Assert.Equal(live.Count, group.Snapshot(now).InFlight);
                        Assert.InRange(live.Count, 0, concurrency);
                    }

                    // A report of nothing known makes the table look at the clock.
                    now += lifetime;
                    group.Report(Some.KeyReport(0, AttemptOutcome.CallerLeft, null, null), now);
                    Assert.Equal(0, group.Snapshot(now).InFlight);
                }
            );
    }

    [Fact]
    public void A_refused_request_is_granted_when_the_refusal_says_so_if_nobody_else_came()
    {
        Gen.Select(Gen.Int[1, 100], Gen.Int[1, 5_000], Gen.Int[0, 8_000].Array[1, 60])
            .Sample(
                (perMinute, tokensPerMinute, asked) =>
                {
                    var group = New(new KeyLimits(perMinute, tokensPerMinute));
                    var now = Now;
                    foreach (var tokens in asked)
                    {
                        if (group.TryAcquire(tokens, now) is { Lease: null, ReopensAt: { } reopensAt })
                        {
                            var tooEarly = reopensAt.AddMilliseconds(-1);
                            Assert.True(tooEarly <= now || group.TryAcquire(tokens, tooEarly).Lease is null);
                            Assert.NotNull(group.TryAcquire(tokens, reopensAt).Lease);
                            now = reopensAt;
                        }
                    }
                }
            );
    }

    private static OneKey New(KeyLimits? limits = null) => new(limits, TimeSpan.FromMinutes(20));

    private static KeyReport Ended(Lease lease) => Some.KeyReport(lease.Id, AttemptOutcome.Succeeded, null, null);

    private static KeyReport Limited(OneKey group, TimeSpan? retryAfter, DateTimeOffset? now = null) =>
        Some.KeyReport(group.TryAcquire(0, now ?? Now).Lease!.Id, AttemptOutcome.RateLimited, null, retryAfter);
}
