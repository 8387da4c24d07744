using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Limits;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Limits;

/// <summary>Several keys of one quota group.</summary>
public sealed class SharedLimitsTests
{
    private static readonly DateTimeOffset Now = Some.Time;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(100);

    [Fact]
    public void Keys_share_the_least_that_their_rows_state()
    {
        var group = New(new KeyLimits(RequestsPerMinute: 10), new KeyLimits(RequestsPerMinute: 6, Concurrency: 100));
        var granted = Enumerable.Range(0, 20).Count(i => Acquire(group, i % 2, Now).Lease is not null);
        Assert.Equal(6, granted);
        Assert.Equal((3, 3), (InFlight(group, 0), InFlight(group, 1)));
        Assert.All(group.Keys, key => Assert.Equal(Now.AddSeconds(10), group.Snapshot(key, Now).OpensAt));
    }

    [Theory]
    [InlineData(AttemptOutcome.RateLimited, true)]
    [InlineData(AttemptOutcome.QuotaExhausted, true)]
    [InlineData(AttemptOutcome.PaymentRequired, true)]
    [InlineData(AttemptOutcome.AccountLocked, true)]
    [InlineData(AttemptOutcome.TooManyConcurrent, true)]
    [InlineData(AttemptOutcome.Unauthorized, false)]
    public void What_is_the_accounts_fault_lets_all_its_keys_rest_else_one(AttemptOutcome outcome, bool all)
    {
        var group = New();
        var effect = Report(group, 0, outcome, Now);
        Assert.True(effect.Began);
        Assert.Equal(RefusalReason.Resting, Acquire(group, 0, Now).Refusal);
        Assert.Equal(effect.RestsUntil, Acquire(group, 0, Now).ReopensAt);
        Assert.Equal(all, Acquire(group, 1, Now).Refusal == RefusalReason.Resting);
        Assert.Equal(all ? outcome : null, group.Snapshot(group.Keys[1], Now).RestReason);
    }

    [Theory]
    [InlineData(AttemptOutcome.Forbidden, 30)]
    [InlineData(AttemptOutcome.ModelNotFound, 60)]
    public void What_one_model_denies_lets_that_model_rest_under_that_key(AttemptOutcome outcome, int minutes)
    {
        var group = New();
        var effect = Report(group, 0, outcome, Now);
        Assert.Equal((true, Now.AddMinutes(minutes)), (effect.Began, effect.RestsUntil!.Value));
        Assert.Equal(Now.AddMinutes(minutes), Acquire(group, 0, Now).ReopensAt);
        Assert.NotNull(Acquire(group, 1, Now).Lease);
        Assert.NotNull(group.TryAcquire(new LeaseRequest("p/k0", "other", 0), Now).Lease);
        var rest = Assert.Single(group.Snapshot(group.Keys[0], Now).RestingModels);
        Assert.Equal((Some.Model, outcome), (rest.UpstreamModel, rest.Reason));
    }

    [Fact]
    public void The_later_of_the_rests_of_key_and_account_is_shown()
    {
        var group = New();
        Report(group, 0, AttemptOutcome.Unauthorized, Now);
        Report(group, 1, AttemptOutcome.AccountLocked, Now);
        var snapshot = group.Snapshot(group.Keys[0], Now);
        Assert.Equal((Now.AddHours(24), AttemptOutcome.AccountLocked), (snapshot.RestsUntil, snapshot.RestReason));

        group.Enable(group.Keys[0]);
        Assert.NotNull(Acquire(group, 0, Now).Lease);
    }

    [Fact]
    public void A_refused_key_is_tried_again_under_one_lease_and_rests_longer_the_third_time()
    {
        var (group, now) = (New(), Now);
        foreach (var minutes in new[] { 30, 30, 360 })
        {
            var lease = Acquire(group, 0, now).Lease!;
            var isTrial = group.Keys[0].TrialLease == lease.Id;
            Assert.Equal(now > Now, isTrial);
            Acquire(group, 0, now);
            var effect = group.Report(group.Keys[0], Of(0, lease.Id, AttemptOutcome.Unauthorized), now);
            Assert.Equal((isTrial, now.AddMinutes(minutes)), (effect.Trial, effect.RestsUntil!.Value));
            now = effect.RestsUntil.Value;
        }

        var last = Acquire(group, 0, now).Lease!;
        Assert.True(group.Report(group.Keys[0], Of(0, last.Id, AttemptOutcome.Succeeded), now).Trial);
        Acquire(group, 0, now);
        Assert.Equal(0, group.Keys[0].TrialLease);
    }

    [Fact]
    public void A_key_that_leaves_and_comes_back_is_as_the_operator_left_it()
    {
        var group = New();
        var keys = group.Keys.Select(key => key.Definition).ToArray();
        group.Keys[1].Disabled = true;
        group.Configure([keys[0]], Now);
        Assert.Equal(RefusalReason.UnknownKey, Acquire(group, 1, Now).Refusal);
        group.Configure([.. keys], Now);
        Assert.Equal(RefusalReason.Disabled, Acquire(group, 1, Now).Refusal);
    }

    [Fact]
    public void What_was_never_sent_costs_no_tokens()
    {
        var group = New(new KeyLimits(TokensPerMinute: 600));
        var lease = group.TryAcquire(new LeaseRequest("p/k0", Some.Model, 600), Now).Lease!;
        group.Report(group.Keys[0], Of(0, lease.Id, AttemptOutcome.ConnectFailed), Now);
        Assert.NotNull(group.TryAcquire(new LeaseRequest("p/k0", Some.Model, 600), Now).Lease);
    }

    [Fact]
    public void No_window_gets_more_than_the_limit_and_its_refill_whatever_happens()
    {
        var step = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 400], Gen.Int[0, 20_000], Gen.Enum<AttemptOutcome>());
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 4], step.Array[0, 150])
            .Sample(
                (perMinute, concurrency, steps) =>
                {
                    var limits = new KeyLimits(perMinute, 2_000, concurrency);
                    var (group, now) = (New(limits, KeyLimits.Unknown), Now);
                    var live = new List<(Lease Lease, int Key)>();
                    var granted = new List<DateTimeOffset>();
                    foreach (var (what, tokens, ms, outcome) in steps)
                    {
                        if (what < 5)
                        {
                            var request = new LeaseRequest($"p/k{tokens % 2}", Some.Model, tokens);
                            if (group.TryAcquire(request, now).Lease is { } lease)
                            {
                                live.Add((lease, tokens % 2));
                                granted.Add(now);
                            }
                        }
                        else if (what < 8 && live.Count > 0)
                        {
                            var (lease, key) = live[tokens % live.Count];
                            live.Remove((lease, key));
                            group.Report(group.Keys[key], Of(key, lease.Id, outcome, tokens), now);
                        }
                        else
                        {
                            now = now.AddMilliseconds(ms);
                        }

                        live.RemoveAll(held => held.Lease.ExpiresAt <= now);
                        Assert.True(live.Count <= concurrency);
                        Assert.Equal(live.Count, group.Keys.Sum(key => group.Snapshot(key, now).InFlight));
                    }

                    for (var from = 0; from < granted.Count; from++)
                    {
                        for (var to = from; to < granted.Count; to++)
                        {
                            var window = (granted[to] - granted[from]).TotalMinutes;
                            Assert.True(to - from + 1 <= perMinute * (1 + window) + 1e-3);
                        }
                    }

                    now += Lifetime;
                    Assert.Equal(0, group.Keys.Sum(key => group.Snapshot(key, now).InFlight));
                }
            );
    }

    [Fact]
    public void After_a_restart_as_much_of_the_day_is_used_as_before_less_what_came_in_again()
    {
        Gen.Select(Gen.Int[1, 50], Gen.Int[0, 60], Gen.Int[-3_600, 100_000])
            .Sample(
                (perDay, asked, seconds) =>
                {
                    var before = New(new KeyLimits(RequestsPerDay: perDay));
                    var used = Enumerable.Range(0, asked).Count(_ => Acquire(before, 0, Now).Lease is not null);
                    var after = New(new KeyLimits(RequestsPerDay: perDay));
                    var later = Now.AddSeconds(seconds);

                    after.Restore(before.Keep(Now), later);

                    var left = Enumerable.Range(0, perDay + 1).Count(_ => Acquire(after, 0, later).Lease is not null);
                    var refilled = perDay * Math.Max(0, seconds) / 86_400.0;
                    Assert.Equal(Math.Min(perDay, Math.Floor(perDay - used + refilled + 1e-6)), left);
                }
            );
    }

    [Fact]
    public void Rests_strikes_models_and_disabled_keys_outlive_the_process()
    {
        var before = New();
        Report(before, 0, AttemptOutcome.Unauthorized, Now);
        Report(before, 1, AttemptOutcome.ModelNotFound, Now);
        Report(before, 1, AttemptOutcome.QuotaExhausted, Now);
        before.Keys[1].Disabled = true;
        var after = New();

        after.Restore(before.Keep(Now), Now.AddMinutes(1));

        for (var i = 0; i < 2; i++)
        {
            var (one, other) = (before.Snapshot(before.Keys[i], Now), after.Snapshot(after.Keys[i], Now));
            Assert.Equal(
                (one.RestsUntil, one.RestReason, one.Disabled, one.RestingModels.Length),
                (other.RestsUntil, other.RestReason, other.Disabled, other.RestingModels.Length)
            );
        }

        Assert.Equal(1, after.Keys[0].Rest.Strikes(AttemptOutcome.Unauthorized));
    }

    private static QuotaGroup New(params KeyLimits[] limits)
    {
        var rows = limits.Length == 0 ? [KeyLimits.Unknown, KeyLimits.Unknown] : limits;
        return new([.. rows.Select((row, i) => Some.Key("p", $"k{i}", row, "org"))], new LeaseTable(1, Lifetime), Now);
    }

    private static AcquireResult Acquire(QuotaGroup group, int key, DateTimeOffset now) =>
        group.TryAcquire(new LeaseRequest($"p/k{key}", Some.Model, 0), now);

    private static ReportEffect Report(QuotaGroup group, int key, AttemptOutcome outcome, DateTimeOffset now) =>
        group.Report(group.Keys[key], Of(key, 0, outcome), now);

    private static KeyReport Of(int key, long lease, AttemptOutcome outcome, int? tokens = null) =>
        new($"p/k{key}", lease, Some.Model, outcome, tokens, null, []);

    private static int InFlight(QuotaGroup group, int key) => group.Snapshot(group.Keys[key], Now).InFlight;
}
