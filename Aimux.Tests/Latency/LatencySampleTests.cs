using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Latency;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Latency;

public sealed class LatencySampleTests
{
    [Theory]
    [InlineData(AttemptOutcome.Succeeded)]
    [InlineData(AttemptOutcome.Stalled)]
    [InlineData(AttemptOutcome.Truncated)]
    [InlineData(AttemptOutcome.ServerError)]
    public void What_was_measured_is_the_sample_even_if_it_broke_off_later(AttemptOutcome outcome)
    {
        Assert.Equal(250, LatencySample.Of(Some.Report(outcome, latencyMs: 250, elapsedMs: 900), 250, null));
        Assert.Equal(250, LatencySample.Of(Some.Report(outcome, latencyMs: 250, elapsedMs: 900), 250, 50));
    }

    [Theory]
    [InlineData(AttemptOutcome.ModelNotFound)]
    [InlineData(AttemptOutcome.Forbidden)]
    public void A_refusal_to_serve_the_model_is_the_keys_and_says_nothing_of_the_provider(AttemptOutcome outcome)
    {
        Assert.Null(LatencySample.Of(Some.Report(outcome), null, 50));
        Assert.Null(LatencySample.Of(Some.Report(outcome), null, null));
    }

    [Theory]
    [InlineData(AttemptOutcome.FirstByteTimeout)]
    [InlineData(AttemptOutcome.Stalled)]
    public void Time_that_was_waited_in_vain_is_a_sample_and_never_improves_the_estimate(AttemptOutcome outcome)
    {
        Assert.Equal(60_000, LatencySample.Of(Some.Report(outcome, elapsedMs: 60_000), null, 50));
        Assert.Equal(90_000, LatencySample.Of(Some.Report(outcome, elapsedMs: 60_000), null, 90_000));
        Assert.Equal(60_000, LatencySample.Of(Some.Report(outcome, elapsedMs: 60_000), null, null));
    }

    [Theory]
    [InlineData(2_900, 10.0, null)]
    [InlineData(3_100, 10.0, 3_100.0)]
    [InlineData(5_000, 2_000.0, null)]
    [InlineData(6_100, 2_000.0, 6_100.0)]
    [InlineData(3_100, null, 3_100.0)]
    public void A_caller_who_leaves_after_a_patient_wait_says_something(
        double elapsed,
        double? expected,
        double? sample
    ) =>
        Assert.Equal(
            sample,
            LatencySample.Of(Some.Report(AttemptOutcome.CallerLeft, elapsedMs: elapsed), null, expected)
        );

    [Theory]
    [InlineData(AttemptOutcome.ConnectFailed)]
    [InlineData(AttemptOutcome.RateLimited)]
    [InlineData(AttemptOutcome.Unauthorized)]
    [InlineData(AttemptOutcome.RequestRejected)]
    public void A_quick_failure_ends_only_the_state_of_being_unmeasured(AttemptOutcome outcome)
    {
        Assert.Equal(5_020, LatencySample.Of(Some.Report(outcome, elapsedMs: 20), null, null));
        Assert.Null(LatencySample.Of(Some.Report(outcome, elapsedMs: 20), null, 50));
    }
}
