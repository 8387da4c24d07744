using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Grains.Latency;

namespace Aimux.Grains.Routing;

/// <summary>
/// Ranks the candidates of a request: by the route's policy, which by default means the fastest first, near-equals by
/// power of two choices (Mitzenmacher, 2001), now and then a stale one to learn whether it recovered. No candidate is
/// left out: one whose breaker is open comes last, because trying it beats failing.
/// </summary>
internal static class Selector
{
    /// <summary>Scores this much above the best are as good as equal.</summary>
    private const double NearEqual = 1.1;

    /// <summary>A measurement older than this may be worth a new one.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(5);

    private const double LeastNearness = 0.05;

    // What an unmeasured provider counts when nobody has been measured, ms.
    private const double AssumedMs = 1_000;

    private static readonly Comparison<Place> Order = (one, other) =>
        one.Tier != other.Tier ? one.Tier.CompareTo(other.Tier)
        : one.Rank != other.Rank ? one.Rank.CompareTo(other.Rank)
        : one.Score != other.Score ? one.Score.CompareTo(other.Score)
        : one.Index.CompareTo(other.Index);

    public static ImmutableArray<RankedCandidate> Rank(
        ReadOnlySpan<CandidateState> candidates,
        in RequestShape request,
        ExplorationBudget budget,
        DateTimeOffset now,
        Random random
    )
    {
        if (candidates.Length == 0)
        {
            return [];
        }

        var answer = ExpectedAnswer.Of(candidates, request.OutputTokens);
        var places = Judge(candidates, request, answer, now, random);
        if (places.Length > 1)
        {
            Array.Sort(places, Order);
            if (request.Policy == RoutePolicy.Fastest)
            {
                PreferFast(places, candidates, budget, now, random);
            }
        }

        var ranked = new RankedCandidate[places.Length];
        for (var i = 0; i < ranked.Length; i++)
        {
            var candidate = candidates[places[i].Index];
            var price = PolicyOrder.PriceOf(candidate.Candidate, request, answer.Tokens);
            ranked[i] = new RankedCandidate(
                candidate.Candidate.ProviderId,
                candidate.Candidate.UpstreamModel,
                places[i].Score,
                places[i].Reason(request.Policy),
                candidate.InFlight,
                candidate.KeyIds,
                places[i].Prediction.ToParts(price, candidate.Warm, SlowStart.Share(candidate.Breaker, now)),
                HedgeAfter(candidate),
                candidate.Candidate.Facts?.ContextTokens,
                candidate.Candidate.Price
            );
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(ranked);
    }

    private static Place[] Judge(
        ReadOnlySpan<CandidateState> candidates,
        in RequestShape request,
        ExpectedAnswer answer,
        DateTimeOffset now,
        Random random
    )
    {
        var someIsWarm = false;
        foreach (var candidate in candidates)
        {
            someIsWarm |= candidate.Warm;
        }

        var places = new Place[candidates.Length];
        var best = double.PositiveInfinity;
        for (var i = 0; i < places.Length; i++)
        {
            ref readonly var candidate = ref candidates[i];
            var tier = TierOf(candidate, request.Policy, now, random);
            var prediction = default(Prediction);
            if (candidate.Speed is { } speed)
            {
                prediction = Prediction.Of(candidate, speed, answer, someIsWarm, now);
                best = Math.Min(best, prediction.FinishMs);
            }

            var rank = PolicyOrder.Rank(candidate, i, request, answer.Tokens, random);
            places[i] = new Place(i, tier, rank, prediction);
        }

        // While the first measurement of a provider is under way it counts more than the best measured one, so that a
        // burst does not follow its first request into a hole.
        var assumed = double.IsFinite(best) ? Math.Max(AssumedMs, 1.5 * best) : AssumedMs;
        for (var i = 0; i < places.Length; i++)
        {
            places[i].Score = candidates[i].Speed is null
                ? assumed * Math.Sqrt(candidates[i].InFlight + 1)
                : places[i].Prediction.FinishMs;
        }

        return places;
    }

    private static Tier TierOf(in CandidateState candidate, RoutePolicy policy, DateTimeOffset now, Random random)
    {
        if (candidate.Breaker.Status is not BreakerStatus.Closed)
        {
            var isDue = candidate.Breaker.Status != BreakerStatus.Isolated && candidate.Breaker.ReopensAt <= now;
            return isDue ? Tier.ProbeDue : Tier.LastResort;
        }

        if (candidate.ModelRests)
        {
            return Tier.LastResort;
        }

        if (SlowStart.Share(candidate.Breaker, now) is < 1 and var share && random.NextDouble() >= share)
        {
            return Tier.Recovering;
        }

        return policy == RoutePolicy.Fastest && candidate.Speed is null && candidate.InFlight == 0
            ? Tier.Unmeasured
            : Tier.Usable;
    }

    private static void PreferFast(
        Place[] places,
        ReadOnlySpan<CandidateState> candidates,
        ExplorationBudget budget,
        DateTimeOffset now,
        Random random
    )
    {
        var best = places[0].Score;
        SpreadNearEquals(places, candidates, random);
        var explored = FindExploration(places, candidates, best, now);
        if (budget.Count(explored > 0))
        {
            MoveToFront(places, explored);
            places[0].Explored = true;
        }
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

        if (place.Tier != Tier.Usable || candidate.Speed is not { } speed || candidate.InFlight > 0)
        {
            return double.NegativeInfinity;
        }

        var age = now - speed.FirstToken.At;
        if (speed.FirstToken.LastMs + place.Prediction.AnswerMs < bestScore && place.Score > bestScore * NearEqual)
        {
            // It has recovered, only its average does not know yet: no need to wait until that is stale.
            return TimeSpan.FromDays(1).TotalSeconds + age.TotalSeconds;
        }

        // Who was far slower is looked at less often, but never forgotten.
        var nearness = Math.Max(LeastNearness, Math.Pow(bestScore / Math.Max(place.Score, bestScore), 2));
        return age >= StaleAfter ? age.TotalSeconds * nearness : double.NegativeInfinity;
    }

    private static double? HedgeAfter(in CandidateState candidate) =>
        candidate.Speed is { FirstToken: { Samples: >= Percentile95.LeastSamples } known } ? known.P95Ms : null;

    private static void MoveToFront(Place[] places, int from)
    {
        var moved = places[from];
        Array.Copy(places, 0, places, 1, from);
        places[0] = moved;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Place(int index, Tier tier, double rank, Prediction prediction)
    {
        public bool Explored { get; set; }

        public double Score { get; set; }

        public readonly int Index => index;

        public readonly Tier Tier => tier;

        public readonly double Rank => rank;

        public readonly Prediction Prediction => prediction;

        public readonly CandidateReason Reason(RoutePolicy policy) =>
            tier switch
            {
                Tier.Unmeasured => CandidateReason.Unmeasured,
                Tier.Recovering => CandidateReason.Recovering,
                Tier.ProbeDue => CandidateReason.Probe,
                Tier.LastResort => CandidateReason.LastResort,
                _ when Explored => CandidateReason.Exploration,
                _ => policy == RoutePolicy.Fastest ? CandidateReason.Score : CandidateReason.Policy,
            };
    }
}
