using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Limits;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Limits;

/// <summary>What a provider says of its limits.</summary>
public sealed class ReportedLimitsTests
{
    private static readonly DateTimeOffset Now = Some.Time;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly QuotaGroup _group = new(
        [Some.Key("p", "a", null, "org"), Some.Key("p", "b", null, "org")],
        new LeaseTable(1, TimeSpan.FromHours(1)),
        Now
    );

    [Fact]
    public void Nothing_left_closes_all_keys_until_the_reset()
    {
        Say(Now, new ReportedLimit("requests-day", LimitUnit.Requests, null, 100, 0, TimeSpan.FromMinutes(7)));
        var refused = Acquire("p/b", Now);
        Assert.Equal((RefusalReason.Requests, Now.AddMinutes(7)), (refused.Refusal, refused.ReopensAt!.Value));
        Assert.All(_group.Keys, key => Assert.Equal(Now.AddMinutes(7), _group.Snapshot(key, Now).OpensAt));
        Assert.NotNull(Acquire("p/b", Now.AddMinutes(7)).Lease);
    }

    [Fact]
    public void What_is_left_is_counted_down_by_what_is_granted_and_renewed_by_the_next_reading()
    {
        Say(Now, new ReportedLimit("requests", LimitUnit.Requests, null, null, 3, Minute));
        Assert.Equal(2, Granted(Now, 2));
        Say(Now, new ReportedLimit("requests", LimitUnit.Requests, null, null, 4, Minute));
        Assert.Equal(4, Granted(Now, 10));
        Assert.Equal(10, Granted(Now.AddMinutes(1), 10));
    }

    [Fact]
    public void An_answer_that_was_overtaken_does_not_bring_back_what_was_granted_since()
    {
        var (first, second) = (Acquire("p/a", Now).Lease!, Acquire("p/a", Now).Lease!);
        Report(second, Now, new ReportedLimit("requests", LimitUnit.Requests, null, null, 1, Minute));
        Report(first, Now, new ReportedLimit("requests", LimitUnit.Requests, null, null, 2, Minute));
        Assert.Equal(1, Granted(Now, 5));
    }

    [Fact]
    public void A_limit_of_a_minute_stands_in_for_one_that_is_not_configured()
    {
        Say(Now, new ReportedLimit("requests", LimitUnit.Requests, Minute, 10, null, null));
        Assert.Equal(10, Granted(Now, 30));
        Assert.Equal(Now.AddSeconds(6), Acquire("p/a", Now).ReopensAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_limit_that_refills_evenly_reopens_with_the_next_request_not_when_it_is_whole(bool windowIsTold)
    {
        // As a bucket tells it: 60 a minute, whole again after a second for each request that was used.
        for (var used = 1; used <= 60; used++)
        {
            TimeSpan? window = windowIsTold ? Minute : null;
            var lease = Acquire("p/a", Now).Lease!;
            var reset = TimeSpan.FromSeconds(used);
            Report(lease, Now, new ReportedLimit("requests", LimitUnit.Requests, window, 60, 60 - used, reset));
        }

        Assert.Equal(Now.AddSeconds(1), Acquire("p/a", Now).ReopensAt);
        Assert.Equal(1, Granted(Now.AddSeconds(1), 5));
    }

    [Fact]
    public void A_limit_of_a_window_reopens_when_the_window_ends()
    {
        for (var used = 1; used <= 60; used++)
        {
            var at = Now.AddMilliseconds(500 * used);
            var lease = Acquire("p/a", at).Lease!;
            var reset = Now.AddMinutes(1) - at;
            Report(lease, at, new ReportedLimit("requests", LimitUnit.Requests, null, 60, 60 - used, reset));
        }

        Assert.Equal(Now.AddMinutes(1), Acquire("p/a", Now.AddSeconds(30)).ReopensAt);
    }

    [Fact]
    public void Tokens_left_admit_what_fits_and_reservations_are_settled()
    {
        Say(Now, new ReportedLimit("tokens", LimitUnit.Tokens, null, 1_000, 500, Minute));
        Assert.Equal(RefusalReason.Tokens, _group.TryAcquire(new LeaseRequest("p/a", "m", 600), Now).Refusal);
        var lease = _group.TryAcquire(new LeaseRequest("p/a", "m", 500), Now).Lease!;
        Assert.Equal(RefusalReason.Tokens, _group.TryAcquire(new LeaseRequest("p/b", "m", 400), Now).Refusal);
        _group.Report(_group.Keys[0], Some.KeyReport(lease.Id, AttemptOutcome.Succeeded, 100, null), Now);
        Assert.NotNull(_group.TryAcquire(new LeaseRequest("p/b", "m", 400), Now).Lease);
    }

    [Fact]
    public void A_limit_of_answers_alone_is_not_one_of_prompts_and_answers()
    {
        Say(Now, new ReportedLimit("output-tokens", LimitUnit.Tokens, Minute, 1_000, 10, Minute));
        Assert.NotNull(_group.TryAcquire(new LeaseRequest("p/a", "m", 50_000), Now).Lease);
        Say(Now, new ReportedLimit("output-tokens", LimitUnit.Tokens, Minute, 1_000, 0, Minute));
        Assert.Equal(RefusalReason.Tokens, Acquire("p/a", Now).Refusal);
    }

    public static TheoryData<double?, double?, double> Nonsense =>
        new()
        {
            { -1, 0, 60 },
            { 100, -1, 60 },
            { double.NaN, 0, 60 },
            { 100, double.NaN, 60 },
            { double.PositiveInfinity, 0, 60 },
            { 0, 0, 60 },
            { 100, 0, -1 },
            { 100, 0, 32 * 86_400 },
        };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Nonsense_is_not_believed(double? limit, double? remaining, double resetSeconds)
    {
        var reset = TimeSpan.FromSeconds(resetSeconds);
        Say(Now, new ReportedLimit("requests", LimitUnit.Requests, Minute, limit, remaining, reset));
        Assert.Equal(200, Granted(Now, 200));
    }

    [Fact]
    public void A_provider_with_ever_new_names_is_heard_within_bounds()
    {
        for (var i = 0; i < 10 * ReportedLimits.Most; i++)
        {
            var at = Now.AddSeconds(i);
            Say(at, new ReportedLimit($"requests-{i}", LimitUnit.Requests, null, null, 100, TimeSpan.FromDays(1)));
        }

        // Were all of them remembered, the first would have nothing left.
        Assert.Equal(85, Granted(Now.AddSeconds(160), 200));
    }

    private void Say(DateTimeOffset now, ReportedLimit limit) => Report(Acquire("p/a", now).Lease!, now, limit);

    private void Report(Lease lease, DateTimeOffset now, ReportedLimit limit) =>
        _group.Report(
            _group.Keys[0],
            Some.KeyReport(lease.Id, AttemptOutcome.Succeeded, null, null) with
            {
                Limits = [limit],
            },
            now
        );

    private AcquireResult Acquire(string key, DateTimeOffset now) =>
        _group.TryAcquire(new LeaseRequest(key, Some.Model, 1), now);

    private int Granted(DateTimeOffset now, int asked) =>
        Enumerable.Range(0, asked).Count(_ => Acquire("p/b", now).Lease is not null);
}
