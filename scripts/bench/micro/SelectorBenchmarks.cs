using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Routing;
using BenchmarkDotNet.Attributes;

namespace Aimux.Bench.Micro;

/// <summary>Ranking measured candidates, some of them as good as equal.</summary>
public class SelectorBenchmarks
{
    private static readonly RequestShape Shape = new(500, null, 0, RoutePolicy.Fastest);

    private readonly ExplorationBudget _budget = new();
    private readonly Random _random = new(1);
    private CandidateState[] _candidates = [];

    [Params(3, 30, 300)]
    public int Candidates { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _candidates =
        [
            .. Enumerable
                .Range(0, Candidates)
                .Select(index =>
                {
                    var mean = 200 + random.Next(200);
                    var at = Some.Now - TimeSpan.FromSeconds(random.Next(10));
                    return new CandidateState(
                        new RouteCandidate($"provider-{index}", Some.Model),
                        BreakerSnapshot.Closed,
                        new ModelSpeed(
                            Some.Model,
                            0,
                            new LatencyEstimate(mean, random.Next(100), mean, 1, at),
                            100,
                            200
                        ),
                        random.Next(4),
                        Warm: false,
                        ModelRests: false,
                        [$"provider-{index}/a"]
                    );
                }),
        ];
    }

    [Benchmark]
    public int Rank() => Selector.Rank(_candidates, Shape, _budget, Some.Now, _random).Length;
}
