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
    [InlineData("DEMO")]
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
}
