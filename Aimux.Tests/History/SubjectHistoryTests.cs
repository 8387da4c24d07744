using Aimux.Grains.History;
using Aimux.Grains.Interfaces.History;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.History;

/// <summary>The rings beside a list that forgets nothing.</summary>
public sealed class SubjectHistoryTests
{
    private static readonly HistoryQuery[] Queries =
    [
        HistoryQuery.LastMinute,
        HistoryRange.FiveMinutes.Query(),
        HistoryRange.Hour.Query(),
        HistoryRange.Day.Query(),
        HistoryRange.Hour.Total(),
        HistoryRange.Day.Total(),
        new(TimeSpan.FromSeconds(7), 42),
    ];

    private static readonly Gen<(TimeSpan Pause, HistorySample Sample)> Samples = Gen.Select(
        Gen.OneOf(Gen.Int[0, 3_000], Gen.Int[0, 120_000], Gen.Int[0, 4_000_000]),
        Gen.Bool,
        Gen.Enum<FailureKind>(),
        Gen.Double[0, 1e6],
        Gen.Int[0, 5_000],
        (pause, succeeded, failure, ms, tokens) =>
            (
                TimeSpan.FromMilliseconds(pause),
                new HistorySample(
                    succeeded,
                    succeeded ? null : failure,
                    succeeded ? ms : null,
                    ms,
                    InputTokens: tokens,
                    OutputTokens: tokens / 2,
                    CostMicros: tokens,
                    Failover: !succeeded
                )
            )
    );

    [Fact]
    public void Each_point_is_the_sum_of_what_happened_in_its_time() =>
        Gen.Select(Samples.Array[0, 200], Gen.Int[0, 100_000])
            .Sample(
                (samples, rest) =>
                {
                    var history = new SubjectHistory(withTimes: true);
                    var all = new List<(DateTimeOffset At, HistorySample Sample)>();
                    var now = Some.Time;
                    foreach (var (pause, sample) in samples)
                    {
                        now += pause;
                        history.Add(sample, now);
                        all.Add((now, sample));
                    }

                    now += TimeSpan.FromMilliseconds(rest);
                    foreach (var query in Queries)
                    {
                        var series = history.Read(query, now);
                        Assert.Equal(query.Points, series.Points.Length);
                        for (var point = 0; point < query.Points; point++)
                        {
                            var from = series.Start + series.Step * point;
                            var within = all.Where(each => each.At >= from && each.At < from + series.Step);
                            AreEqual([.. within.Select(each => each.Sample)], series.Points[point]);
                        }
                    }
                },
                iter: 200
            );

    [Fact]
    public void A_clock_that_jumps_loses_samples_and_invents_none() =>
        Gen.Select(Gen.Int[-200_000, 200_000], Samples, (jump, sample) => (jump, sample.Sample))
            .Array[1, 300]
            .Sample(
                samples =>
                {
                    var history = new SubjectHistory(withTimes: true);
                    var now = Some.Time;
                    var latest = now;
                    foreach (var (jump, sample) in samples)
                    {
                        now += TimeSpan.FromSeconds(jump / 10.0);
                        latest = now > latest ? now : latest;
                        history.Add(sample, now);
                        foreach (var query in Queries)
                        {
                            var counted = history.Read(query, now).Points.Sum(point => point.Count);
                            Assert.InRange(counted, 0, samples.Length);
                        }
                    }

                    var day = history.Read(HistoryRange.Day.Total(), latest).Points[0];
                    Assert.InRange(day.Count, 1, samples.Length);
                    Assert.Equal(day.Count, day.Succeeded + day.Failed);
                },
                iter: 200
            );

    [Fact]
    public void What_passed_out_of_reach_is_forgotten()
    {
        var history = new SubjectHistory(withTimes: false);
        history.Add(new HistorySample(true, null), Some.Time);

        Assert.Equal(1, history.Read(HistoryRange.Day.Total(), Some.Time.AddHours(23)).Points[0].Count);
        Assert.Equal(0, history.Read(HistoryRange.Day.Total(), Some.Time.AddHours(25)).Points[0].Count);
    }

    [Fact]
    public void What_a_provider_says_of_tokens_may_be_anything()
    {
        var history = new SubjectHistory(withTimes: false);
        for (var i = 0; i < 4; i++)
        {
            history.Add(new HistorySample(true, null, InputTokens: int.MaxValue, OutputTokens: -7), Some.Time);
        }

        var point = history.Read(HistoryQuery.LastMinute, Some.Time).Points[0];
        Assert.Equal(uint.MaxValue, point.InputTokens);
        Assert.Equal(0, point.OutputTokens);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1_441)]
    [InlineData(7, 1_000)]
    [InlineData(90_000, 1)]
    public void A_query_out_of_range_is_refused(int seconds, int points) =>
        Assert.Throws<ArgumentException>(() =>
            new SubjectHistory(withTimes: false).Read(new(TimeSpan.FromSeconds(seconds), points), Some.Time)
        );

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 0)]
    [InlineData(1e12, LatencyScale.Buckets - 1)]
    [InlineData(double.PositiveInfinity, LatencyScale.Buckets - 1)]
    public void Every_time_has_a_bucket(double ms, int bucket) => Assert.Equal(bucket, LatencyScale.BucketOf(ms));

    [Fact]
    public void A_percentile_is_near_the_time_that_it_stands_for() =>
        Gen.Double[1, 30_000]
            .Sample(ms =>
            {
                var counts = new long[LatencyScale.Buckets];
                counts[LatencyScale.BucketOf(ms)] = 3;
                Assert.InRange(LatencyScale.Read(counts)!.Value.P50 / ms, 0.85, 1.18);
            });

    private static void AreEqual(HistorySample[] expected, HistoryPoint point)
    {
        Assert.Equal(expected.Length, point.Count);
        Assert.Equal(expected.Count(sample => sample.Succeeded), point.Succeeded);
        Assert.Equal(expected.Count(sample => sample.Failure is FailureKind.Limited), point.Limited);
        Assert.Equal(expected.Count(sample => sample.Failure is FailureKind.Connection), point.Connection);
        Assert.Equal(expected.Count(sample => sample.Failover), point.Failovers);
        Assert.Equal(expected.Sum(sample => sample.InputTokens), point.InputTokens);
        Assert.Equal(expected.Sum(sample => sample.OutputTokens), point.OutputTokens);
        Assert.Equal(expected.Sum(sample => sample.CostMicros), point.CostMicros);
        Assert.Equal(Percentiles(expected.Select(sample => sample.FirstTokenMs)), point.FirstToken);
        Assert.Equal(Percentiles(expected.Select(sample => sample.DurationMs)), point.Duration);
    }

    private static Percentiles? Percentiles(IEnumerable<double?> times)
    {
        var counts = new long[LatencyScale.Buckets];
        foreach (var ms in times.OfType<double>())
        {
            counts[LatencyScale.BucketOf(ms)]++;
        }

        return LatencyScale.Read(counts);
    }
}
