using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Latency;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Latency;

public sealed class PeakEwmaTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    private static readonly Gen<(double Ms, int InFlight, int Pause)[]> Samples = Gen.Select(
        Gen.Double[1, 60_000],
        Gen.Int[0, 50],
        Gen.Int[-1_000, 30_000],
        (ms, inFlight, pause) => (ms, inFlight, pause)
    ).Array[1, 200];

    [Fact]
    public void The_first_sample_is_the_estimate()
    {
        var first = PeakEwma.Observe(null, 120, 3, Now);
        Assert.Equal(new LatencyEstimate(120, 120, 120, 3, Now, 120), first);
        Assert.Equal(120, PeakEwma.Expected(first, Now.AddHours(1)));
    }

    [Fact]
    public void The_estimate_stays_between_the_least_and_the_greatest_sample()
    {
        Samples.Sample(samples =>
        {
            var (least, greatest) = (samples.Min(sample => sample.Ms), samples.Max(sample => sample.Ms));
            LatencyEstimate? estimate = null;
            var now = Now;
            foreach (var (ms, inFlight, pause) in samples)
            {
                now = now.AddMilliseconds(pause);
                estimate = PeakEwma.Observe(estimate, ms, inFlight, now);
                for (var later = 0; later <= 60_000; later += 20_000)
                {
                    var expected = PeakEwma.Expected(estimate.Value, now.AddMilliseconds(later));
                    Assert.InRange(expected, least * (1 - 1e-9), greatest * (1 + 1e-9));
                }
            }
        });
    }

    [Fact]
    public void Every_sample_counts_however_many_came_before()
    {
        Samples.Sample(samples =>
        {
            LatencyEstimate? estimate = null;
            var now = Now;
            foreach (var (ms, inFlight, pause) in samples)
            {
                now = now.AddMilliseconds(pause);
                var before = estimate;
                estimate = PeakEwma.Observe(before, ms, inFlight, now);
                Assert.Equal(ms, estimate.Value.LastMs);
                if (before is { } known)
                {
                    // At least a tenth and at most six tenths of the way to the sample.
                    var way = (estimate.Value.MeanMs - known.MeanMs) / (ms - known.MeanMs);
                    Assert.True(Math.Abs(ms - known.MeanMs) < 1e-3 || way is > 0.0999 and < 0.6001);
                }
            }
        });
    }

    [Fact]
    public void Ten_thousand_samples_at_once_do_not_deafen_it_to_a_change()
    {
        var estimate = PeakEwma.Observe(null, 1_000, 0, Now);
        for (var i = 0; i < 10_000; i++)
        {
            estimate = PeakEwma.Observe(estimate, 1_000, 0, Now);
        }

        for (var i = 0; i < 60; i++)
        {
            estimate = PeakEwma.Observe(estimate, 100, 0, Now.AddMilliseconds(i * 100));
        }

        Assert.InRange(PeakEwma.Expected(estimate, Now.AddSeconds(30)), 100, 110);
    }

    [Fact]
    public void A_spike_counts_at_once_and_fades_to_the_average_within_seconds()
    {
        var estimate = Steady(100);
        estimate = PeakEwma.Observe(estimate, 5_000, 0, estimate.At);
        Assert.Equal(5_000, PeakEwma.Expected(estimate, estimate.At));
        var faded = PeakEwma.Expected(estimate, estimate.At.AddSeconds(2));
        Assert.Equal(estimate.MeanMs + (5_000 - estimate.MeanMs) * Math.Exp(-1), faded, 6);
        Assert.InRange(PeakEwma.Expected(estimate, estimate.At.AddSeconds(30)), 100, estimate.MeanMs + 1);
    }

    [Fact]
    public void A_good_sample_does_not_end_a_spike_at_once()
    {
        var estimate = Steady(100);
        estimate = PeakEwma.Observe(estimate, 5_000, 0, estimate.At);
        estimate = PeakEwma.Observe(estimate, 100, 0, estimate.At);
        Assert.Equal(5_000, PeakEwma.Expected(estimate, estimate.At));
    }

    [Fact]
    public void After_a_pause_a_sample_weighs_more()
    {
        var estimate = Steady(100);
        var soon = PeakEwma.Observe(estimate, 200, 0, estimate.At);
        var late = PeakEwma.Observe(estimate, 200, 0, estimate.At.AddMinutes(5));
        Assert.Equal(110, soon.MeanMs, 6);
        Assert.Equal(160, late.MeanMs, 6);
    }

    [Fact]
    public void A_clock_that_steps_back_counts_as_no_time()
    {
        var estimate = PeakEwma.Observe(Steady(100), 5_000, 0, Now.AddMinutes(1));
        Assert.Equal(5_000, PeakEwma.Expected(estimate, Now));
        var next = PeakEwma.Observe(estimate, 100, 0, Now);
        Assert.Equal(estimate.At, next.At);
        Assert.Equal(estimate.MeanMs + 0.1 * (100 - estimate.MeanMs), next.MeanMs, 6);
    }

    [Fact]
    public void Load_counts_only_beyond_what_was_usual_when_it_was_measured()
    {
        var estimate = new LatencyEstimate(100, 100, 100, TypicalInFlight: 8, Now);
        Assert.Equal(100, PeakEwma.Predict(estimate, 0, Now));
        Assert.Equal(100, PeakEwma.Predict(estimate, 8, Now));
        Assert.Equal(200, PeakEwma.Predict(estimate, 35, Now), 6);
        Assert.True(PeakEwma.Predict(estimate, 9, Now) > 100);
    }

    [Fact]
    public void What_is_usual_follows_the_samples()
    {
        var estimate = PeakEwma.Observe(null, 100, 0, Now);
        for (var i = 0; i < 100; i++)
        {
            estimate = PeakEwma.Observe(estimate, 100, 20, Now.AddSeconds(i));
        }

        Assert.Equal(20, estimate.TypicalInFlight, 0.1);
    }

    private static LatencyEstimate Steady(double ms)
    {
        LatencyEstimate? estimate = null;
        for (var i = 0; i < 20; i++)
        {
            estimate = PeakEwma.Observe(estimate, ms, 0, Now.AddSeconds(i));
        }

        return estimate!.Value;
    }
}
