using Aimux.Grains.Limits;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Limits;

public sealed class TokenBucketTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    private static readonly Gen<int> Limit = Gen.OneOf(Gen.Int[1, 100], Gen.Int[1, 10_000_000]);

    [Fact]
    public void Starts_full_and_refills_evenly_within_a_minute()
    {
        var empty = TokenBucket.PerMinute(120, Now).Take(120);
        Assert.Equal(0, empty.Level);
        Assert.Equal(30, empty.Refill(Now.AddSeconds(15)).Level, 6);
        Assert.Equal(120, empty.Refill(Now.AddSeconds(60)).Level, 6);
    }

    [Fact]
    public void A_bucket_of_a_day_starts_full_and_refills_evenly_within_a_day()
    {
        var empty = TokenBucket.PerDay(240, Now).Take(240);
        Assert.Equal(TimeSpan.FromMinutes(6), empty.WaitFor(1));
        Assert.Equal(10, empty.Refill(Now.AddHours(1)).Level, 6);
        Assert.Equal(240, empty.Refill(Now.AddDays(1)).Level, 6);
        Assert.Equal(240, empty.Refill(Now.AddDays(2)).Level, 6);

        // Another limit is one for a day too.
        Assert.Equal(TimeSpan.FromMinutes(3), empty.Resize(480).Take(240).WaitFor(1));
    }

    [Fact]
    public void Is_never_above_its_capacity()
    {
        Gen.Select(Limit, Gen.Select(Gen.Double[-500, 500], Gen.Int[-5_000, 60_000]).Array[0, 50])
            .Sample(
                (limit, steps) =>
                {
                    var (bucket, now) = (TokenBucket.PerMinute(limit, Now), Now);
                    foreach (var (amount, ms) in steps)
                    {
                        now = now.AddMilliseconds(ms);
                        bucket = bucket.Refill(now);
                        Assert.True(bucket.Level <= bucket.Capacity);
                        bucket = bucket.Take(amount);
                        Assert.True(bucket.Level <= bucket.Capacity);
                    }
                }
            );
    }

    [Fact]
    public void Loses_what_is_taken_and_gains_what_time_brings_and_nothing_else()
    {
        // Takes only as much as was refilled, so that the level never touches the capacity.
        Gen.Select(Gen.Int[100, 100_000], Gen.Select(Gen.Double[0, 5], Gen.Int[0, 50]).Array[0, 100])
            .Sample(
                (limit, steps) =>
                {
                    var bucket = TokenBucket.PerMinute(limit, Now).Take(limit);
                    var (taken, now) = (0.0, Now);
                    foreach (var (amount, ms) in steps)
                    {
                        now = now.AddMilliseconds(ms);
                        bucket = bucket.Refill(now).Take(amount);
                        taken += amount;
                    }

                    var expected = (now - Now).TotalSeconds * limit / 60.0 - taken;
                    Assert.Equal(expected, bucket.Level, 6);
                }
            );
    }

    [Fact]
    public void Refilling_often_gives_as_much_as_refilling_once()
    {
        Gen.Select(Limit, Gen.Int[0, 60_000].Array[1, 30])
            .Sample(
                (limit, pauses) =>
                {
                    var start = TokenBucket.PerMinute(limit, Now).Take(limit * 2.0);
                    var (often, now) = (start, Now);
                    foreach (var ms in pauses)
                    {
                        now = now.AddMilliseconds(ms);
                        often = often.Refill(now);
                    }

                    var once = start.Refill(now);
                    Assert.Equal(once.Level, often.Level, limit * 1e-9 + 1e-6);
                    Assert.Equal(once.At, often.At);
                }
            );
    }

    [Fact]
    public void Grants_no_window_more_than_its_capacity_and_the_refill_of_that_window()
    {
        Gen.Select(Gen.Int[1, 600], Gen.Select(Gen.Double[0, 1], Gen.Int[0, 3_000]).Array[1, 60])
            .Sample(
                (limit, asked) =>
                {
                    var (bucket, now) = (TokenBucket.PerMinute(limit, Now), Now);
                    var granted = new List<(DateTimeOffset At, double Amount)>();
                    foreach (var (share, ms) in asked)
                    {
                        now = now.AddMilliseconds(ms);
                        bucket = bucket.Refill(now);
                        if (bucket.WaitFor(share * limit) == TimeSpan.Zero)
                        {
                            bucket = bucket.Take(share * limit);
                            granted.Add((now, share * limit));
                        }
                    }

                    for (var from = 0; from < granted.Count; from++)
                    {
                        var sum = 0.0;
                        for (var to = from; to < granted.Count; to++)
                        {
                            sum += granted[to].Amount;
                            var window = (granted[to].At - granted[from].At).TotalSeconds;
                            Assert.True(sum <= limit + limit / 60.0 * window + 1e-4);
                        }
                    }
                }
            );
    }

    [Fact]
    public void Says_exactly_how_long_to_wait()
    {
        Gen.Select(Limit, Gen.Double[0, 3], Gen.Double[0, 2])
            .Sample(
                (limit, used, asked) =>
                {
                    var bucket = TokenBucket.PerMinute(limit, Now).Take(used * limit);
                    var wait = bucket.WaitFor(asked * limit);
                    Assert.True(wait >= TimeSpan.Zero);
                    Assert.Equal(TimeSpan.Zero, bucket.Refill(Now + wait).WaitFor(asked * limit));
                    if (wait > TimeSpan.FromMilliseconds(1))
                    {
                        var tooEarly = Now + wait - TimeSpan.FromMilliseconds(1);
                        Assert.NotEqual(TimeSpan.Zero, bucket.Refill(tooEarly).WaitFor(asked * limit));
                    }
                }
            );
    }

    [Fact]
    public void More_than_it_can_ever_hold_needs_it_full()
    {
        var bucket = TokenBucket.PerMinute(60, Now);
        Assert.Equal(TimeSpan.Zero, bucket.WaitFor(1_000));
        Assert.Equal(TimeSpan.FromSeconds(10), bucket.Take(10).WaitFor(1_000));
    }

    [Fact]
    public void A_debt_must_be_refilled_before_anything_passes()
    {
        var owing = TokenBucket.PerMinute(60, Now).Take(90);
        Assert.Equal(-30, owing.Level);
        Assert.Equal(TimeSpan.FromSeconds(31), owing.WaitFor(1));
        Assert.Equal(TimeSpan.Zero, owing.Refill(Now.AddSeconds(31)).WaitFor(1));
    }

    [Fact]
    public void Gives_back_up_to_its_capacity()
    {
        var bucket = TokenBucket.PerMinute(60, Now).Take(20);
        Assert.Equal(45, bucket.Take(-5).Level);
        Assert.Equal(60, bucket.Take(-500).Level);
    }

    [Fact]
    public void A_clock_that_steps_back_refills_nothing_and_goes_on_from_there()
    {
        var bucket = TokenBucket.PerMinute(60, Now).Take(60);
        var later = bucket.Refill(Now.AddSeconds(10));
        Assert.Equal(later.Level, later.Refill(Now).Level);
        Assert.Equal(later.Level + 5, later.Refill(Now).Refill(Now.AddSeconds(5)).Level);
    }

    [Theory]
    [InlineData(100, 30, 50, 20)]
    [InlineData(100, 30, 200, 170)]
    [InlineData(100, 90, 50, -40)]
    [InlineData(100, 130, 200, 70)]
    [InlineData(100, 0, 10, 10)]
    public void Another_limit_keeps_what_was_used(int before, int used, int after, int level)
    {
        var resized = TokenBucket.PerMinute(before, Now).Take(used).Resize(after);
        Assert.Equal(level, resized.Level);
        Assert.Equal(after, resized.Capacity);
        Assert.Equal(after / 60.0, resized.PerSecond, 9);
    }
}
