using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Grains.Latency;

namespace Aimux.Grains.Routing;

/// <summary>
/// Ranks the candidates of a request: the fastest first, near-equals by power of two choices (Mitzenmacher, 2001), now
/// and then a stale one to learn whether it recovered. No candidate is left out: one whose breaker is open comes last,
/// because trying it beats failing.
/// </summary>
internal static class Selector
{
    /// <summary>Scores this much above the best are as good as equal.</summary>
    private const double NearEqual = 1.1;

    /// <summary>A measurement older than this may be worth a new one.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(5);

    /// <summary>What a provider is assumed to take while its first measurement is under way, ms.</summary>
    private const double AssumedMs = 500;

    private static readonly Comparison<Place> Order = (one, other) =>
        one.Tier != other.Tier ? one.Tier.CompareTo(other.Tier)
        : one.Score != other.Score ? one.Score.CompareTo(other.Score)
        : one.Index.CompareTo(other.Index);

    private enum Tier
    {
        Unmeasured,
        Usable,
        ProbeDue,
        LastResort,
    }

    public static ImmutableArray<RankedCandidate> Rank(
        ReadOnlySpan<CandidateState> candidates,
        ExplorationBudget budget,
        DateTimeOffset now,
        Random random
    )
    {
        if (candidates.Length == 0)
        {
            return [];
        }

        var places = new Place[candidates.Length];
        var assumed = Assumed(candidates, now);
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = Judge(candidates[i], i, assumed, now);
        }

        if (places.Length > 1)
        {
            Array.Sort(places, Order);
            var best = places[0].Score;
            SpreadNearEquals(places, candidates, random);
            var explored = FindExploration(places, candidates, best, now);
            if (budget.Count(explored > 0))
            {
                MoveToFront(places, explored);
                places[0].Explored = true;
            }
        }

        var ranked = new RankedCandidate[places.Length];
        for (var i = 0; i < ranked.Length; i++)
        {
            var candidate = candidates[places[i].Index];
            ranked[i] = new RankedCandidate(
                candidate.Candidate.ProviderId,
                candidate.Candidate.UpstreamModel,
                places[i].Score,
                places[i].Reason,
                candidate.InFlight,
                candidate.KeyIds
            );
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(ranked);
    }

    /// <summary>
    /// What an unmeasured provider counts while its first measurement is under way, ms: more than the best measured
    /// one, so that a burst does not follow its first request into a hole.
    /// </summary>
    private static double Assumed(ReadOnlySpan<CandidateState> candidates, DateTimeOffset now)
    {
        var best = double.PositiveInfinity;
        foreach (var candidate in candidates)
        {
            if (candidate.Latency is { } latency)
            {
                best = Math.Min(best, PeakEwma.Predict(latency, candidate.InFlight, now));
            }
        }

        return double.IsFinite(best) ? Math.Max(AssumedMs, 1.5 * best) : AssumedMs;
    }

    private static Place Judge(in CandidateState candidate, int index, double assumed, DateTimeOffset now)
    {
        var score = candidate.Latency is { } latency
            ? PeakEwma.Predict(latency, candidate.InFlight, now)
            : assumed * Math.Sqrt(candidate.InFlight + 1);
        var tier = candidate.Breaker.Status switch
        {
            BreakerStatus.Closed => candidate.Latency is null && candidate.InFlight == 0
                ? Tier.Unmeasured
                : Tier.Usable,
            BreakerStatus.Open or BreakerStatus.HalfOpen when candidate.Breaker.ReopensAt <= now => Tier.ProbeDue,
            _ => Tier.LastResort,
        };
        return new Place(index, tier, score);
    }

    /// <summary>Of the usable candidates that are about as fast as the best, lets the less loaded of two go first.</summary>
    private static void SpreadNearEquals(Place[] places, ReadOnlySpan<CandidateState> candidates, Random random)
    {
        if (places[0].Tier != Tier.Usable)
        {
            return;
        }

        var equals = 1;
        while (
            equals < places.Length
            && places[equals].Tier == Tier.Usable
            && places[equals].Score <= places[0].Score * NearEqual
        )
        {
            equals++;
        }

        if (equals > 1)
        {
            var one = random.Next(equals);
            var other = (one + 1 + random.Next(equals - 1)) % equals;
            var lighter =
                candidates[places[one].Index].InFlight <= candidates[places[other].Index].InFlight ? one : other;
            MoveToFront(places, lighter);
        }
    }

    /// <summary>
    /// The place of the candidate that is most worth a measurement, or 0 if none is: a probe that is due, else a stale
    /// candidate whose last sample would win, else the one that was measured longest ago.
    /// </summary>
    private static int FindExploration(
        Place[] places,
        ReadOnlySpan<CandidateState> candidates,
        double bestScore,
        DateTimeOffset now
    )
    {
        if (places[0].Tier != Tier.Usable)
        {
            return 0;
        }

        var best = 0;
        var bestPromise = double.NegativeInfinity;
        for (var i = 1; i < places.Length; i++)
        {
            var promise = Promise(places[i], candidates[places[i].Index], bestScore, now);
            if (promise > bestPromise)
            {
                (best, bestPromise) = (i, promise);
            }
        }

        return best;
    }

    private static double Promise(in Place place, in CandidateState candidate, double bestScore, DateTimeOffset now)
    {
        if (place.Tier == Tier.ProbeDue)
        {
            return double.MaxValue;
        }

        if (place.Tier != Tier.Usable || candidate.Latency is not { } latency || candidate.InFlight > 0)
        {
            return double.NegativeInfinity;
        }

        var age = now - latency.At;
        if (latency.LastMs < bestScore && place.Score > bestScore * NearEqual)
        {
            // It has recovered, only its average does not know yet: no need to wait until that is stale.
            return TimeSpan.FromDays(1).TotalSeconds + age.TotalSeconds;
        }

        return age >= StaleAfter ? age.TotalSeconds : double.NegativeInfinity;
    }

    private static void MoveToFront(Place[] places, int from)
    {
        var moved = places[from];
        Array.Copy(places, 0, places, 1, from);
        places[0] = moved;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Place(int index, Tier tier, double score)
    {
        public bool Explored { get; set; }

        public readonly int Index => index;

        public readonly Tier Tier => tier;

        public readonly double Score => score;

        public readonly CandidateReason Reason =>
            tier switch
            {
                Tier.Unmeasured => CandidateReason.Unmeasured,
                Tier.ProbeDue => CandidateReason.Probe,
                Tier.LastResort => CandidateReason.LastResort,
                _ => Explored ? CandidateReason.Exploration : CandidateReason.Score,
            };
    }
}
