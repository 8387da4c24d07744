using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Latency;
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
        Assert.Equal(250, LatencySample.Of(Report(outcome, 250), measuredBefore: false));
        Assert.Equal(250, LatencySample.Of(Report(outcome, 250), measuredBefore: true));
    }

    [Theory]
    [InlineData(AttemptOutcome.ModelNotFound)]
    [InlineData(AttemptOutcome.Forbidden)]
    public void A_quick_refusal_to_serve_the_model_does_not_look_fast(AttemptOutcome outcome)
    {
        Assert.Equal(30_000, LatencySample.Of(Report(outcome, 5), measuredBefore: true));
        Assert.Equal(30_000, LatencySample.Of(Report(outcome, null), measuredBefore: false));
    }

    [Theory]
    [InlineData(AttemptOutcome.CallerLeft)]
    [InlineData(AttemptOutcome.RequestRejected)]
    public void What_lies_with_the_caller_teaches_nothing(AttemptOutcome outcome)
    {
        Assert.Null(LatencySample.Of(Report(outcome, 5), measuredBefore: false));
        Assert.Null(LatencySample.Of(Report(outcome, 5), measuredBefore: true));
    }

    [Theory]
    [InlineData(AttemptOutcome.ConnectFailed)]
    [InlineData(AttemptOutcome.RateLimited)]
    [InlineData(AttemptOutcome.FirstByteTimeout)]
    [InlineData(AttemptOutcome.Unauthorized)]
    public void A_failure_without_a_time_ends_only_the_state_of_being_unmeasured(AttemptOutcome outcome)
    {
        Assert.Equal(1_000, LatencySample.Of(Report(outcome, null), measuredBefore: false));
        Assert.Null(LatencySample.Of(Report(outcome, null), measuredBefore: true));
    }

    private static ProviderReport Report(AttemptOutcome outcome, double? ms) =>
        new("m", true, outcome, ms is { } known ? TimeSpan.FromMilliseconds(known) : null, 0, false);
}
