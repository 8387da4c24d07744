using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class RouteBuilderTests
{
    [Fact]
    public void The_same_name_at_several_providers_is_one_route()
    {
        var routes = RouteBuilder.FromModels([Serving("a", "x", "y"), Serving("b", "y", "z")]);
        Assert.Equal(["x", "y", "z"], routes.Select(route => route.Name));
        Assert.Equal([new RouteCandidate("a", "y"), new RouteCandidate("b", "y")], routes[1].Candidates);
        Assert.All(routes, route => Assert.False(route.Direct));
    }

    [Fact]
    public void Names_that_differ_in_case_are_two_routes()
    {
        Assert.Equal(2, RouteBuilder.FromModels([Serving("a", "x"), Serving("b", "X")]).Length);
    }

    [Fact]
    public void A_model_that_a_provider_lists_twice_is_one_candidate()
    {
        var route = Assert.Single(RouteBuilder.FromModels([Serving("a", "x", "x")]));
        Assert.Single(route.Candidates);
    }

    [Fact]
    public void Nobody_serving_anything_makes_no_route()
    {
        Assert.Empty(RouteBuilder.FromModels([]));
        Assert.Empty(RouteBuilder.FromModels([Serving("a")]));
    }

    [Fact]
    public void What_a_proxy_passes_on_is_no_model()
    {
        Assert.Equal(["x"], RouteBuilder.FromModels([Serving("a", "openai/*", "x", "*")]).Select(route => route.Name));
    }

    [Fact]
    public void A_route_of_ones_own_wins_over_a_discovered_one_of_its_name()
    {
        var own = Some.Route("y", "b");
        var merged = RouteBuilder.Merge([own], RouteBuilder.FromModels([Serving("a", "x", "y")]));
        Assert.Equal(["y", "x"], merged.Select(route => route.Name));
        Assert.Same(own, merged[0]);
    }

    private static ProviderDefinition Serving(string id, params string[] models) =>
        Some.Provider(id, new Uri("https://example.test/v1")) with
        {
            Models = [.. models],
        };
}
