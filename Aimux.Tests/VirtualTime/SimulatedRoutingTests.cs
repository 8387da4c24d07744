using Xunit;

namespace Aimux.Tests.VirtualTime;

/// <summary>Routing on virtual time, beside an oracle that knows the truth.</summary>
public sealed class SimulatedRoutingTests(ITestOutputHelper output)
{
    private const double MostHerding = 20;

    public static TheoryData<string> Names => [.. Scenarios.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_nearly_as_good_as_who_knows_the_truth(string name)
    {
        var scenario = Scenarios.All.Single(scenario => scenario.Name == name);
        var (rules, oracle) = (VirtualWorld.Rules(scenario), VirtualWorld.Oracle(scenario));
        output.WriteLine(WorldReport.Header);
        output.WriteLine(rules.Row(oracle));

        Assert.Equal(0, rules.Failed);
        Assert.InRange(rules.SteadyMeanMs, 0, 1.10 * oracle.SteadyMeanMs);
        Assert.InRange(rules.ChangedMeanMs, 0, 1.25 * oracle.ChangedMeanMs);
        Assert.InRange(rules.Oscillation(), 0, MostHerding);
        Assert.InRange(rules.Hedged, 0, 0.05 * rules.Requests + 3);
    }

    [Fact]
    public void A_thousand_keys_are_used_to_their_limits_and_not_beyond()
    {
        var nearly = VirtualWorld.Rules(Scenarios.ThousandKeys(0.95));
        output.WriteLine($"95 %: {nearly.Requests} requests, {nearly.Refused} refused, {nearly.Failed} failed");
        Assert.InRange(nearly.Refused, 0, 0.001 * nearly.Requests);
        Assert.InRange(nearly.Failed, 0, 0.001 * nearly.Requests);

        var scenario = Scenarios.ThousandKeys(1.10);
        var beyond = VirtualWorld.Rules(scenario);
        var capacity = 1_000 * (60 + scenario.Seconds);
        var served = beyond.Requests - beyond.Failed;
        output.WriteLine(
            $"110 %: {beyond.Requests} requests, {beyond.Refused} refused, {served / Math.Min(capacity, beyond.Requests):P1} of capacity"
        );
        Assert.True(served >= 0.97 * Math.Min(capacity, beyond.Requests), $"{served} of {capacity}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_world()
    {
        var scenario = Scenarios.All[1] with { Seconds = 90 };
        var (one, other) = (VirtualWorld.Rules(scenario), VirtualWorld.Rules(scenario));
        Assert.Equal(
            (one.SteadyMeanMs, one.Attempts, one.Explored),
            (other.SteadyMeanMs, other.Attempts, other.Explored)
        );
    }
}
