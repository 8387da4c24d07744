using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Grains.Routing;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Routing;

public sealed class RouteRulesTests
{
    private static readonly DateTimeOffset Now = Some.Time;
    private static readonly Uri Url = new("https://example.test/v1");

    [Fact]
    public void A_name_that_nobody_serves_has_no_route()
    {
        var board = Board(Some.Provider("a", Url));
        var decision = Decide(board, "unknown");
        Assert.Null(decision.Route);
        Assert.Equal(7, decision.CatalogVersion);
        Assert.Empty(decision.Candidates);
        Assert.Empty(decision.Exclusions);
    }

    [Fact]
    public void Who_can_serve_is_ranked_with_its_keys()
    {
        var board = Board(Some.Provider("a", Url, Some.Key("a", "x")), Some.Provider("b", Url));
        Measure(board, "a", 300);
        Measure(board, "b", 100);
        var decision = Decide(board, "demo");
        Assert.Equal("demo", decision.Route);
        Assert.Equal(["b", "a"], decision.Candidates.Select(candidate => candidate.ProviderId));
        Assert.Equal(["a/x"], decision.Candidates[1].KeyIds);
        Assert.Equal(Some.Model, decision.Candidates[0].UpstreamModel);
        Assert.Empty(decision.Exclusions);
    }

    [Fact]
    public void An_open_breaker_excludes_nobody()
    {
        var board = Board(Some.Provider("a", Url));
        board.Apply(new BreakerChanged(1, "a", new BreakerSnapshot(BreakerStatus.Open, Now.AddSeconds(5))));
        var decision = Decide(board, "demo");
        Assert.Equal(CandidateReason.LastResort, Assert.Single(decision.Candidates).Reason);
        Assert.Empty(decision.Exclusions);
    }

    [Fact]
    public void Who_has_not_the_api_is_passed_over()
    {
        var board = Board(Some.Provider("a", Url) with { Dialect = Dialect.Anthropic });
        AssertExcluded(board, new Exclusion("a", null, ExclusionReason.Dialect, null), RequestNeeds.OpenAiApi);
    }

    [Fact]
    public void Who_speaks_messages_too_can_count_tokens()
    {
        var board = Board(
            Some.Provider("a", Url),
            Some.Provider("b", Url) with
            {
                MessagesUrl = "http://127.0.0.1:1/anthropic/v1",
            },
            Some.Provider("c", Url) with
            {
                Dialect = Dialect.Anthropic,
            }
        );
        var query = new RouteQuery("demo", Needs: RequestNeeds.MessagesApi);
        var decision = RouteRules.Decide(query, board, Now, new Random(1));
        Assert.Equal(["b", "c"], decision.Candidates.Select(candidate => candidate.ProviderId).Order());
        Assert.Equal([new Exclusion("a", null, ExclusionReason.Dialect, null)], decision.Exclusions);
    }

    [Fact]
    public void Another_model_than_the_first_candidates_is_no_answer_where_only_the_same_will_do()
    {
        var board = Board(
            [Some.Provider("a", Url), Some.Provider("b", Url), Some.Provider("c", Url)],
            new ModelRoute(
                "r",
                [
                    new RouteCandidate("a", "maker/embed-1"),
                    new RouteCandidate("b", "Embed-1"),
                    new RouteCandidate("c", "embed-2"),
                ]
            )
        );
        var query = new RouteQuery("r", Needs: RequestNeeds.SameModel);
        var decision = RouteRules.Decide(query, board, Now, new Random(1));
        Assert.Equal(["a", "b"], decision.Candidates.Select(candidate => candidate.ProviderId).Order());
        Assert.Equal([new Exclusion("c", null, ExclusionReason.OtherModel, null)], decision.Exclusions);
    }

    [Fact]
    public void An_isolated_provider_is_passed_over()
    {
        var board = Board(Some.Provider("a", Url));
        board.Apply(new BreakerChanged(1, "a", new BreakerSnapshot(BreakerStatus.Isolated)));
        AssertExcluded(board, new Exclusion("a", null, ExclusionReason.Isolated, null));
    }

    [Fact]
    public void A_provider_without_keys_is_passed_over()
    {
        var board = Board(Some.Provider("a", Url) with { Keys = [] });
        AssertExcluded(board, new Exclusion("a", null, ExclusionReason.NoKey, null));
    }

    [Fact]
    public void A_provider_whose_keys_all_rest_is_passed_over_until_the_first_opens()
    {
        var board = Board(Some.Provider("a", Url, Some.Key("a", "x"), Some.Key("a", "y")));
        Rest(board, "a/x", Now.AddSeconds(9));
        Rest(board, "a/y", Now.AddSeconds(4));
        AssertExcluded(
            board,
            new Exclusion("a", null, ExclusionReason.KeysResting, Now.AddSeconds(4), AttemptOutcome.RateLimited)
        );
    }

    [Fact]
    public void Who_is_passed_over_does_not_hinder_the_others()
    {
        var board = Board(
            Some.Provider("a", Url) with
            {
                Keys = [],
            },
            Some.Provider("b", Url),
            Some.Provider("c", Url) with
            {
                Keys = [],
            }
        );
        var decision = Decide(board, "demo");
        Assert.Equal("b", Assert.Single(decision.Candidates).ProviderId);
        Assert.Equal(["a", "c"], decision.Exclusions.Select(exclusion => exclusion.ProviderId));
    }

    [Fact]
    public void A_provider_that_is_addressed_serves_alone_and_under_its_own_name_of_the_model()
    {
        var board = Board(Some.Provider("a", Url), Some.Provider("b", Url));
        var decision = Decide(board, "b/org/model");
        Assert.Equal("b/org/model", decision.Route);
        var only = Assert.Single(decision.Candidates);
        Assert.Equal(("b", "org/model"), (only.ProviderId, only.UpstreamModel));
    }

    [Fact]
    public void The_latency_that_counts_is_that_of_prompts_of_the_same_length()
    {
        var board = Board(Some.Provider("a", Url));
        Measure(board, "a", 100);
        Measure(board, "a", 900, inputSize: 2);
        Assert.Equal(100, Decide(board, "demo").Candidates[0].ScoreMs);
        Assert.Equal(900, Decide(board, "demo", inputTokens: 5_000).Candidates[0].ScoreMs);
    }

    [Theory]
    [InlineData("demo", RequestNeeds.None, "a")]
    [InlineData("demo", RequestNeeds.Vision | RequestNeeds.Reasoning, "b")]
    [InlineData("demo", RequestNeeds.Reasoning | RequestNeeds.Tools, "c")]
    [InlineData("demo", RequestNeeds.Tools, "a")]
    [InlineData("demo-haiku", RequestNeeds.Tools, "d")]
    [InlineData("demo-haiku", RequestNeeds.Tools | RequestNeeds.Vision, "b")]
    public void What_a_request_needs_can_send_it_elsewhere(string model, RequestNeeds needs, string served)
    {
        var route = new ModelRoute(
            "demo*",
            [new RouteCandidate("a", "m")],
            Detours:
            [
                new Detour(DetourReason.Tools, "nobody"),
                new Detour(DetourReason.Background, "d/small"),
                new Detour(DetourReason.Thinking, "c/thinks"),
                new Detour(DetourReason.Vision, "b/sees"),
            ]
        );
        var board = Board([.. "abcd".Select(id => Some.Provider($"{id}", Url))], route);
        var decision = RouteRules.Decide(new RouteQuery(model, Needs: needs), board, Now, new Random(1));
        Assert.Equal(served, Assert.Single(decision.Candidates).ProviderId);
    }

    private static void AssertExcluded(RoutingBoard board, Exclusion expected, RequestNeeds needs = RequestNeeds.None)
    {
        var decision = RouteRules.Decide(new RouteQuery("demo", Needs: needs), board, Now, new Random(1));
        Assert.Equal("demo", decision.Route);
        Assert.Empty(decision.Candidates);
        Assert.Equal([expected], decision.Exclusions);
    }

    private static RouteDecision Decide(RoutingBoard board, string model, int inputTokens = 0) =>
        RouteRules.Decide(new RouteQuery(model, inputTokens), board, Now, new Random(1));

    private static void Measure(RoutingBoard board, string provider, double ms, int inputSize = 0)
    {
        var estimate = new LatencyEstimate(ms, ms, ms, 0, Now);
        board.Apply(new SpeedChanged(1, provider, new ModelSpeed(Some.Model, inputSize, estimate)));
    }

    private static void Rest(RoutingBoard board, string key, DateTimeOffset until) =>
        board.Apply(
            new KeyChanged(1, new KeySnapshot(key, "a", 0, until, AttemptOutcome.RateLimited, false, null, []))
        );

    private static RoutingBoard Board(params ProviderDefinition[] providers)
    {
        return Board(providers, Some.Route("demo", [.. providers.Select(provider => provider.Id)]));
    }

    private static RoutingBoard Board(ProviderDefinition[] providers, ModelRoute route)
    {
        var board = new RoutingBoard(TimeProvider.System);
        board.Apply(new CatalogChanged(new ProviderCatalog(7, Now, [.. providers], [route])));
        return board;
    }
}
