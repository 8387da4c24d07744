using Aimux.Grains.Interfaces.Catalog;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Catalog;

public sealed class CatalogIndexTests
{
    private static readonly Uri Url = new("https://example.test/v1");

    private readonly CatalogIndex _index = new(
        new ProviderCatalog(
            1,
            Some.Time,
            [Some.Provider("a", Url), Some.Provider("b", Url, Some.Key("b", "one"), Some.Key("b", "two"))],
            [
                Some.Route("demo", "a", "b"),
                Some.Route("a/demo", "b"),
                Some.Route("meta/llama", "b"),
                Some.Route("a/", "b"),
            ]
        )
    );

    [Fact]
    public void A_route_is_found_by_its_name()
    {
        var route = _index.Resolve("demo");
        Assert.Equal(["a", "b"], route!.Candidates.Select(candidate => candidate.ProviderId));
        Assert.False(route.Direct);
    }

    [Fact]
    public void A_provider_that_is_addressed_wins_over_a_route_of_the_same_name()
    {
        var route = _index.Resolve("a/demo");
        Assert.True(route!.Direct);
        Assert.Equal([new RouteCandidate("a", "demo")], route.Candidates);
    }

    [Fact]
    public void Only_the_first_slash_ends_the_provider()
    {
        var route = _index.Resolve("b/meta/llama:free/x");
        Assert.Equal([new RouteCandidate("b", "meta/llama:free/x")], route!.Candidates);
    }

    [Fact]
    public void A_slash_after_no_provider_belongs_to_the_name_of_a_route()
    {
        var route = _index.Resolve("meta/llama");
        Assert.False(route!.Direct);
        Assert.Equal([new RouteCandidate("b", Some.Model)], route.Candidates);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/demo")]
    [InlineData("b/")]
    [InlineData("b")]
    [InlineData("A/demo")]
    [InlineData("c/demo")]
    public void Nobody_serves_another_name(string model) => Assert.Null(_index.Resolve(model));

    [Fact]
    public void A_provider_without_a_model_after_the_slash_is_not_addressed()
    {
        Assert.False(_index.Resolve("a/")!.Direct);
    }

    [Fact]
    public void Providers_and_keys_are_found_by_id()
    {
        Assert.Equal("b", _index.FindProvider("b")!.Id);
        Assert.Null(_index.FindProvider("B"));
        Assert.Equal("b", _index.FindKey("b/two")!.ProviderId);
        Assert.Null(_index.FindKey("two"));
    }

    [Theory]
    [InlineData("claude-opus", "a", "opus-only")]
    [InlineData("claude-opus-4", "b", "claude-opus-4")]
    [InlineData("claude-", "b", "claude-")]
    [InlineData("claude", "a", "claude")]
    [InlineData("claude-haiku-4", "a", "small")]
    [InlineData("Claude-x", "a", "Claude-x")]
    [InlineData("claude-*", "b", "claude-*")]
    [InlineData("b/claude-x", "b", "claude-x")]
    public void The_exact_name_wins_then_the_pattern_that_says_most(string model, string provider, string upstream)
    {
        var index = With(
            Pattern("*", "a", "*"),
            Pattern("claude-*", "b", "*"),
            Pattern("claude-haiku*", "a", "small"),
            Pattern("claude-opus", "a", "opus-only")
        );
        Assert.Equal([new RouteCandidate(provider, upstream)], index.Resolve(model)!.Candidates);
    }

    [Fact]
    public void A_route_keeps_its_name_whatever_matched_it()
    {
        var route = With(Pattern("claude-*", "a", "*")).Resolve("claude-x")!;
        Assert.Equal("claude-*", route.Name);
        Assert.False(route.Direct);
    }

    [Fact]
    public void Some_candidates_may_have_a_name_of_their_own()
    {
        var mixed = new ModelRoute("gpt*", [new RouteCandidate("a", "*"), new RouteCandidate("b", "other")]);
        Assert.Equal(
            [new RouteCandidate("a", "gpt-5"), new RouteCandidate("b", "other")],
            With(mixed).Resolve("gpt-5")!.Candidates
        );
    }

    [Fact]
    public void Nothing_is_no_name_even_where_all_names_are_served()
    {
        Assert.Null(With(Pattern("*", "a", "*")).Resolve(""));
        Assert.Null(With(Pattern("claude-*", "a", "*")).Resolve("claude"));
    }

    [Theory]
    [InlineData("GLM-5.3")]
    [InlineData("zai-org/GLM-5.3")]
    [InlineData("hf:zai-org/glm-5.3")]
    [InlineData("glm-5.3[1m]")]
    [InlineData("hf:glm-5.3")]
    public void Case_maker_and_brackets_are_forgiven(string asked)
    {
        var route = With(new ModelRoute("glm-5.3", [new RouteCandidate("a", "glm-5.3")]), Pattern("*", "b", "*"))
            .Resolve(asked)!;
        Assert.Equal([new RouteCandidate("a", "glm-5.3")], route.Candidates);
    }

    [Fact]
    public void What_is_written_exactly_so_wins_over_what_is_forgiven()
    {
        var index = With(Pattern("x", "a", "1"), Pattern("X", "b", "2"));
        Assert.Equal("b", index.Resolve("X")!.Candidates[0].ProviderId);
        Assert.Equal("a", index.Resolve("x")!.Candidates[0].ProviderId);
    }

    [Theory]
    [InlineData("s/GLM-5.3", "hf:zai-org/GLM-5.3")]
    [InlineData("s/glm-5.3[1m]", "hf:zai-org/GLM-5.3")]
    [InlineData("s/hf:zai-org/GLM-5.3", "hf:zai-org/GLM-5.3")]
    [InlineData("s/other", "other")]
    public void A_provider_that_is_addressed_gets_its_own_writing_of_a_name(string asked, string upstream)
    {
        var provider = Some.Provider("s", Url) with { Models = ["hf:zai-org/GLM-5.3", "x"] };
        var index = new CatalogIndex(new ProviderCatalog(1, Some.Time, [provider], []));
        Assert.Equal([new RouteCandidate("s", upstream)], index.Resolve(asked)!.Candidates);
    }

    private static ModelRoute Pattern(string name, string provider, string upstream) =>
        new(name, [new RouteCandidate(provider, upstream)]);

    private static CatalogIndex With(params ModelRoute[] routes) =>
        new(new ProviderCatalog(1, Some.Time, [Some.Provider("a", Url), Some.Provider("b", Url)], [.. routes]));
}
