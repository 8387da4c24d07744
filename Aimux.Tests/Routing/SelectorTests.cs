using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Grains.Latency;
using Aimux.Grains.Routing;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Routing;

public sealed class SelectorTests
{
    private static readonly DateTimeOffset Now = Some.Time;
    private static readonly RequestShape Fastest = new(0, null, 0, RoutePolicy.Fastest);
    private static readonly BreakerSnapshot Open = new(BreakerStatus.Open, Now.AddSeconds(1));
    private static readonly BreakerSnapshot ProbeDue = new(BreakerStatus.Open, Now);

    [Fact]
    public void The_fastest_goes_first()
    {
        var ranked = Rank(Candidate("slow", 900), Candidate("fast", 100), Candidate("middle", 300));
        Assert.Equal(["fast", "middle", "slow"], ranked.Select(candidate => candidate.ProviderId));
        Assert.Equal([100, 300, 900], ranked.Select(candidate => candidate.ScoreMs));
        Assert.All(ranked, candidate => Assert.Equal(CandidateReason.Score, candidate.Reason));
    }

    [Fact]
    public void Nobody_ranks_none() => Assert.Empty(Rank());

    [Fact]
    public void What_was_never_measured_goes_first_once()
    {
        var idle = Rank(Candidate("fast", 100), Candidate("new", null));
        Assert.Equal(("new", CandidateReason.Unmeasured), (idle[0].ProviderId, idle[0].Reason));

        var underWay = Rank(Candidate("fast", 100), Candidate("new", null, inFlight: 1));
        Assert.Equal(("fast", CandidateReason.Score), (underWay[0].ProviderId, underWay[0].Reason));
    }

    [Fact]
    public void While_its_first_measurement_is_under_way_a_provider_does_not_go_before_one_that_serves()
    {
        Assert.Equal("slow", Rank(Candidate("slow", 5_000), Candidate("new", null, inFlight: 1))[0].ProviderId);
    }

    [Fact]
    public void An_open_breaker_goes_last_but_is_not_left_out()
    {
        var ranked = Rank(
            Candidate("open", 10, Open),
            Candidate("slow", 10_000),
            Candidate("new but open", null, Open),
            Candidate("probing", 20, new BreakerSnapshot(BreakerStatus.HalfOpen, Now.AddSeconds(5)))
        );
        Assert.Equal(["slow", "open", "probing", "new but open"], ranked.Select(candidate => candidate.ProviderId));
        Assert.All(ranked.Skip(1), candidate => Assert.Equal(CandidateReason.LastResort, candidate.Reason));
    }

    [Fact]
    public void A_probe_that_is_due_is_worth_an_exploration()
    {
        var budget = new ExplorationBudget();
        CandidateState[] candidates =
        [
            Candidate("fast", 100),
            Candidate("back?", 50, ProbeDue),
            Candidate("slow", 200),
        ];
        var first = Selector.Rank(candidates, Fastest, budget, Now, new Random(1));
        Assert.Equal(["back?", "fast", "slow"], first.Select(candidate => candidate.ProviderId));
        Assert.Equal(CandidateReason.Probe, first[0].Reason);

        // The budget is spent: the probe waits behind all that are healthy.
        var second = Selector.Rank(candidates, Fastest, budget, Now, new Random(1));
        Assert.Equal(["fast", "slow", "back?"], second.Select(candidate => candidate.ProviderId));
    }

    [Fact]
    public void A_probe_whose_time_is_over_may_be_tried_again()
    {
        var lost = new BreakerSnapshot(BreakerStatus.HalfOpen, Now);
        Assert.Equal(CandidateReason.Probe, Rank(Candidate("lost", 50, lost))[0].Reason);
    }

    [Fact]
    public void A_probe_that_is_due_comes_before_a_breaker_that_is_not()
    {
        var ranked = Rank(Candidate("open", 10, Open), Candidate("due", 900, ProbeDue));
        Assert.Equal(["due", "open"], ranked.Select(candidate => candidate.ProviderId));
    }

    [Fact]
    public void Near_equals_share_the_requests()
    {
        var random = new Random(1);
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < 3_000; i++)
        {
            var ranked = Selector.Rank(
                [Candidate("a", 100), Candidate("b", 105), Candidate("c", 109), Candidate("d", 111)],
                Fastest,
                SpentBudget(),
                Now,
                random
            );
            first[ranked[0].ProviderId] = first.GetValueOrDefault(ranked[0].ProviderId) + 1;
        }

        Assert.Equal(["a", "b", "c"], first.Keys.Order(StringComparer.Ordinal));
        Assert.All(first.Values, count => Assert.InRange(count, 700, 1_300));
    }

    [Fact]
    public void Of_near_equals_the_less_loaded_goes_first()
    {
        var random = new Random(1);
        for (var i = 0; i < 100; i++)
        {
            var busy = Candidate("busy", 100, inFlight: 9, typical: 10);
            var idle = Candidate("idle", 108, inFlight: 2, typical: 10);
            Assert.Equal("idle", Selector.Rank([busy, idle], Fastest, SpentBudget(), Now, random)[0].ProviderId);
        }
    }

    [Fact]
    public void Unusual_load_makes_a_fast_provider_slower_than_an_idle_one()
    {
        var ranked = Rank(Candidate("fast", 100, inFlight: 8), Candidate("idle", 200));
        Assert.Equal(["idle", "fast"], ranked.Select(candidate => candidate.ProviderId));
    }

    [Fact]
    public void What_was_measured_long_ago_is_measured_again_oldest_and_nearest_first()
    {
        var later = Now.AddSeconds(60);
        CandidateState[] candidates =
        [
            Candidate("fast", 100, at: later),
            Candidate("fresh", 300, at: later.AddSeconds(-4)),
            Candidate("stale", 300, at: later.AddSeconds(-6)),
            Candidate("older", 310, at: later.AddSeconds(-7)),
            Candidate("far", 3_000, at: later.AddSeconds(-12)),
        ];
        var ranked = Selector.Rank(candidates, Fastest, new ExplorationBudget(), later, new Random(1));
        Assert.Equal(("older", CandidateReason.Exploration), (ranked[0].ProviderId, ranked[0].Reason));
        Assert.Equal(["fast", "fresh", "stale", "far"], ranked.Skip(1).Select(candidate => candidate.ProviderId));
    }

    [Fact]
    public void One_whose_last_sample_would_win_is_measured_before_one_that_is_only_stale()
    {
        var later = Now.AddSeconds(60);
        CandidateState[] candidates =
        [
            Candidate("fast", 100, at: later),
            Candidate("stale", 300, at: Now),
            Candidate("recovered", 600, at: later) with
            {
                Speed = new ModelSpeed(Some.Model, 0, new LatencyEstimate(600, 600, LastMs: 50, 0, later)),
            },
        ];
        Assert.Equal(
            "recovered",
            Selector.Rank(candidates, Fastest, new ExplorationBudget(), later, new Random(1))[0].ProviderId
        );
    }

    [Fact]
    public void What_is_being_measured_already_is_not_explored()
    {
        var later = Now.AddSeconds(60);
        CandidateState[] candidates =
        [
            Candidate("fast", 100, at: later),
            Candidate("stale", 900, inFlight: 1, typical: 1, at: Now),
        ];
        Assert.Equal(
            "fast",
            Selector.Rank(candidates, Fastest, new ExplorationBudget(), later, new Random(1))[0].ProviderId
        );
    }

    [Fact]
    public void The_ranking_is_always_a_permutation_of_the_candidates()
    {
        var latency = Gen.Select(
            Gen.Double[1, 60_000],
            Gen.Double[1, 60_000],
            Gen.Double[1, 60_000],
            Gen.Double[0, 20],
            Gen.Int[-10_000, 600_000],
            (mean, peak, last, typical, age) =>
                (LatencyEstimate?)new LatencyEstimate(mean, peak, last, typical, Now.AddMilliseconds(-age))
        );
        var breaker = Gen.Select(
            Gen.Enum<BreakerStatus>(),
            Gen.Int[-5, 5],
            (status, seconds) => new BreakerSnapshot(status, Now.AddSeconds(seconds))
        );
        var candidate = Gen.Select(
            Gen.OneOf(Gen.Const((LatencyEstimate?)null), latency),
            breaker,
            Gen.Int[0, 30],
            (estimate, health, inFlight) => (estimate, health, inFlight)
        );
        Gen.Select(candidate.Array[0, 12], Gen.Int)
            .Sample(
                (drawn, seed) =>
                {
                    var candidates = drawn
                        .Select(
                            (one, i) =>
                                new CandidateState(
                                    new RouteCandidate($"p{i}", $"m{i}"),
                                    one.health,
                                    one.estimate is { } known ? new ModelSpeed($"m{i}", 0, known) : null,
                                    one.inFlight,
                                    Warm: i == 3,
                                    ModelRests: i == 5,
                                    [$"p{i}/k"]
                                )
                        )
                        .ToArray();
                    var budget = new ExplorationBudget();
                    var random = new Random(seed);
                    for (var i = 0; i < 5; i++)
                    {
                        var ranked = Selector.Rank(candidates, Fastest, budget, Now, random);
                        Assert.Equal(
                            candidates
                                .Select(one => (one.Candidate.ProviderId, one.Candidate.UpstreamModel, one.InFlight))
                                .Order(),
                            ranked.Select(one => (one.ProviderId, one.UpstreamModel, one.InFlight)).Order()
                        );
                        Assert.All(ranked, one => Assert.Equal([one.ProviderId + "/k"], one.KeyIds));
                    }
                }
            );
    }

    [Fact]
    public void Exploration_takes_no_more_than_its_share_and_a_recovered_provider_is_first_again()
    {
        var world = new World(1, ("a", 50), ("b", 150), ("c", 400));
        world.Serve(2_000);
        Assert.Equal("a", world.Favourite(100));

        world.Latencies["a"] = 3_000;
        world.Serve(3_000);
        Assert.Equal("b", world.Favourite(100));

        world.Latencies["a"] = 50;
        world.Serve(4_800);
        Assert.Equal("a", world.Favourite(100));

        Assert.True(world.Served >= 10_000);
        Assert.True(world.Explored <= world.Served * 0.03 + 1);
        Assert.True(world.Explored > 10);
    }

    [Fact]
    public void A_slow_spike_moves_the_traffic_with_the_next_request()
    {
        var world = new World(2, ("a", 100), ("b", 150));
        world.Serve(500);
        Assert.Equal("a", world.Favourite(50));
        world.Latencies["a"] = 5_000;
        var spent = 0;
        while (world.Next() == "a")
        {
            spent++;
        }

        Assert.InRange(spent, 0, 2);
        var strays = Enumerable.Range(0, 30).Count(_ => world.Next() == "a");
        Assert.InRange(strays, 0, 2);
    }

    [Fact]
    public void A_single_hiccup_costs_a_provider_seconds_and_not_its_rank()
    {
        var world = new World(3, ("a", 100), ("b", 150));
        world.Serve(500);
        world.Latencies["a"] = 1_000;
        while (world.Next() != "a") { }

        world.Latencies["a"] = 100;
        Assert.Equal("b", world.Favourite(20));
        world.Serve(1_000);
        Assert.Equal("a", world.Favourite(100));
    }

    private static ImmutableArray<RankedCandidate> Rank(params CandidateState[] candidates) =>
        Selector.Rank(candidates, Fastest, SpentBudget(), Now, new Random(1));

    private static ExplorationBudget SpentBudget()
    {
        var budget = new ExplorationBudget();
        budget.Count(wantsToExplore: true);
        return budget;
    }

    private static CandidateState Candidate(
        string id,
        double? ms,
        BreakerSnapshot breaker = default,
        int inFlight = 0,
        double typical = 0,
        DateTimeOffset? at = null
    ) =>
        new(
            new RouteCandidate(id, Some.Model),
            breaker,
            ms is { } known
                ? new ModelSpeed(Some.Model, 0, new LatencyEstimate(known, known, known, typical, at ?? Now))
                : null,
            inFlight,
            Warm: false,
            ModelRests: false,
            [id + "/a"]
        );

    /// <summary>Providers that take a known time, a request each 20 ms, one after the other.</summary>
    private sealed class World(int seed, params (string Id, double Ms)[] providers)
    {
        private readonly ExplorationBudget _budget = new();
        private readonly Random _random = new(seed);
        private readonly Dictionary<string, LatencyEstimate> _known = new(StringComparer.Ordinal);
        private DateTimeOffset _now = Now;

        public Dictionary<string, double> Latencies { get; } =
            providers.ToDictionary(provider => provider.Id, provider => provider.Ms, StringComparer.Ordinal);

        public int Served { get; private set; }

        public int Explored { get; private set; }

        public string Next()
        {
            _now = _now.AddMilliseconds(20);
            var candidates = Latencies
                .Keys.Select(id => new CandidateState(
                    new RouteCandidate(id, Some.Model),
                    BreakerSnapshot.Closed,
                    _known.TryGetValue(id, out var known) ? new ModelSpeed(Some.Model, 0, known) : null,
                    0,
                    Warm: false,
                    ModelRests: false,
                    [id]
                ))
                .ToArray();
            var first = Selector.Rank(candidates, Fastest, _budget, _now, _random)[0];
            Served++;
            Explored += first.Reason == CandidateReason.Exploration ? 1 : 0;
            var ms = Latencies[first.ProviderId] * (0.95 + 0.1 * _random.NextDouble());
            LatencyEstimate? before = _known.TryGetValue(first.ProviderId, out var earlier) ? earlier : null;
            _known[first.ProviderId] = PeakEwma.Observe(before, ms, 0, _now);
            return first.ProviderId;
        }

        public void Serve(int requests)
        {
            for (var i = 0; i < requests; i++)
            {
                Next();
            }
        }

        /// <summary>Who serves at least nine of ten of the next requests.</summary>
        public string Favourite(int requests)
        {
            var most = Enumerable.Range(0, requests).Select(_ => Next()).CountBy(id => id).MaxBy(count => count.Value);
            return most.Value >= requests * 0.9 ? most.Key : "nobody";
        }
    }
}
