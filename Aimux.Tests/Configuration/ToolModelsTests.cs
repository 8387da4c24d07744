using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class ToolModelsTests
{
    [Theory]
    [InlineData("cerebras", "claude-sonnet-4-5", "zai-glm-4.7", "gpt-oss-120b", "qwen-3.8-27b", "zai-glm-4.7")]
    [InlineData("cerebras", "claude-haiku-4-5", "gpt-oss-120b", "gpt-oss-120b", "qwen-3.8-27b", "zai-glm-4.7")]
    [InlineData("zai-coding", "claude-opus-4-6", "glm-5.10", "glm-4.7", "glm-5.9", "glm-5.10", "glm-5.10-flash")]
    [InlineData(
        "zai-coding",
        "claude-3-5-haiku-20241022",
        "glm-5.3-flash",
        "glm-5.3",
        "glm-4.5-flash",
        "glm-5.3-flash"
    )]
    [InlineData("synthetic", "gpt-5.1-codex", "hf:zai-org/GLM-5.3", "hf:zai-org/GLM-5.3", "hf:zai-org/GLM-4.7")]
    [InlineData("synthetic", "claude-opus-4-6", "syn:large:text", "hf:zai-org/GLM-5.3", "syn:large:text")]
    [InlineData("moonshot", "claude-haiku-4-5", "kimi-k3", "kimi-k2.5", "kimi-k3")]
    [InlineData("", "claude-sonnet-4-5", "demo", "demo")]
    public void A_tool_that_asks_for_its_own_models_gets_the_providers_newest(
        string vendor,
        string asked,
        string served,
        params string[] listed
    )
    {
        Assert.Equal(served, Serve(asked, Provider("one", vendor, listed))?.Candidates.Single().UpstreamModel);
    }

    [Fact]
    public void Every_provider_that_has_a_fitting_model_is_a_candidate()
    {
        var route = Serve(
            "claude-sonnet-4-5",
            Provider("one", "cerebras", "gpt-oss-120b"),
            Provider("two", "", "a", "b"),
            Provider("three", "zai", "glm-5.3")
        );
        Assert.Equal(["one", "three"], route!.Candidates.Select(candidate => candidate.ProviderId));
    }

    [Fact]
    public void What_is_meant_for_a_vendor_goes_nowhere_else_before_it_has_said_what_it_serves()
    {
        var silent = Provider("one", "anthropic");
        var glm = Provider("two", "zai", "glm-5.3");
        Assert.Null(Serve("claude-sonnet-4-5", silent, glm));
        Assert.Equal("glm-5.3", Serve("gpt-5-codex", silent, glm)?.Candidates.Single().UpstreamModel);
    }

    [Fact]
    public void Who_lists_a_vendors_models_among_others_serves_them_under_the_names_that_tools_know()
    {
        var router = Provider(
            "one",
            "openrouter",
            "anthropic/claude-sonnet-4.5",
            "z-ai/glm-5.3",
            "anthropic/claude-haiku-4.5"
        );
        Assert.Equal(
            "anthropic/claude-sonnet-4.5",
            Serve("claude-sonnet-4-5-20250929", router)?.Candidates.Single().UpstreamModel
        );
        Assert.Equal(
            "anthropic/claude-haiku-4.5",
            Serve("claude-haiku-4-5-20251001", router)?.Candidates.Single().UpstreamModel
        );
    }

    [Fact]
    public void Days_and_weights_are_no_versions()
    {
        var anthropic = Provider(
            "one",
            "anthropic",
            "claude-sonnet-4-20250514",
            "claude-sonnet-4-6",
            "claude-sonnet-4-5-20250929"
        );
        Assert.Equal("claude-sonnet-4-6", Serve("gpt-5-codex", anthropic)?.Candidates.Single().UpstreamModel);
        var cerebras = Provider("two", "cerebras", "qwen-3-235b-a22b", "qwen-3.8-27b");
        Assert.Equal("qwen-3.8-27b", Serve("claude-opus-4-6", cerebras)?.Candidates.Single().UpstreamModel);
    }

    [Fact]
    public void An_operators_own_pattern_wins_over_a_longer_one_that_nobody_asked_for()
    {
        var providers = new[]
        {
            Provider("one", "zai", "glm-5.3", "glm-5.3-flash"),
            Provider("two", "cerebras", "gpt-oss-120b"),
        };
        var own = new ModelRoute("claude-*", [new RouteCandidate("one", "glm-5.3")]);
        var routes = RouteBuilder.Merge(
            [own],
            RouteBuilder.FromModels(providers).AddRange(ToolModels.RoutesFor(providers))
        );
        var index = new CatalogIndex(new ProviderCatalog(1, DateTimeOffset.UnixEpoch, [.. providers], routes));
        Assert.Equal(own.Candidates, index.Resolve("claude-haiku-4-5")!.Candidates);
    }

    [Fact]
    public void Where_somebody_lists_the_family_a_wrong_name_is_a_mistake()
    {
        var anthropic = Provider("one", "anthropic", "claude-sonnet-4-5", "claude-haiku-4-5");
        Assert.Null(Serve("claude-sonet-4-5", anthropic));
        Assert.Equal("claude-sonnet-4-5", Serve("gpt-5-codex", anthropic)?.Candidates.Single().UpstreamModel);
    }

    [Fact]
    public void Nothing_is_made_up_where_nobody_knows_which_model_is_meant() =>
        Assert.Null(Serve("claude-sonnet-4-5", Provider("one", "", "a", "b")));

    private static ModelRoute? Serve(string asked, params ProviderDefinition[] providers)
    {
        var routes = RouteBuilder.FromModels(providers).AddRange(ToolModels.RoutesFor(providers));
        var catalog = new ProviderCatalog(1, DateTimeOffset.UnixEpoch, [.. providers], routes);
        return new CatalogIndex(catalog).Resolve(asked);
    }

    private static ProviderDefinition Provider(string id, string vendor, params string[] models) =>
        Some.Provider(id, new Uri("https://example.test/v1")) with
        {
            Vendor = vendor,
            Models = [.. models],
        };
}
