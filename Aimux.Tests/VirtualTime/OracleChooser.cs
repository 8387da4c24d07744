using Aimux.Grains.Interfaces.Routing;

namespace Aimux.Tests.VirtualTime;

/// <summary>Knows how each upstream is now, how loaded, and what its keys have left; not what chance will bring.</summary>
internal sealed class OracleChooser(
    IReadOnlyList<VirtualUpstream> upstreams,
    Func<double> seconds,
    Func<DateTimeOffset> now
) : IChooser
{
    private const double TimeOfFailure = 2;
    private long _lease;

    public RouteDecision Decide(double tokens)
    {
        var ranked = upstreams
            .Where(upstream => !upstream.Truth.IsDown(seconds()) && upstream.AdmitsAny(now()))
            .OrderBy(upstream => Expected(upstream, tokens))
            .Select(upstream => new RankedCandidate(
                upstream.Truth.Id,
                "m",
                0,
                CandidateReason.Score,
                upstream.InFlight,
                [FirstKey(upstream)],
                new ScoreParts(0, 1, 0, 0, null, false, 1)
            ));
        return new RouteDecision(1, "demo", [.. ranked], []);
    }

    public bool MayTry(RankedCandidate candidate) => true;

    public long Acquire(string keyId) => ++_lease;

    public void Report(VirtualAttempt attempt)
    {
        // It knows already.
    }

    // Who fails takes its time, and another's after it.
    private double Expected(VirtualUpstream upstream, double tokens) =>
        upstream.Truth.ExpectedMs(seconds(), upstream.InFlight, tokens)
        * (1 + TimeOfFailure * upstream.Truth.FailureRate(seconds()));

    private string FirstKey(VirtualUpstream upstream)
    {
        var key = Enumerable.Range(0, upstream.Truth.Keys).First(key => upstream.Admits(key, now()));
        return $"{upstream.Truth.Id}/{key}";
    }
}
