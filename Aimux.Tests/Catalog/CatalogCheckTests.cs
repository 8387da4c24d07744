using Aimux.Grains.Catalog;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Catalog;

public sealed class CatalogCheckTests
{
    private static readonly Uri Url = new("https://example.test/v1");

    [Fact]
    public void A_sound_catalog_has_no_mistake()
    {
        var limits = new KeyLimits(1, 1, 1);
        Assert.Empty(
            Mistakes(
                [Some.Provider("a", Url, Some.Key("a", limits: limits)), Some.Provider("b", Url) with { Keys = [] }],
                [Some.Route("m", "a", "b"), Some.Route("M", "b")]
            )
        );
        Assert.Empty(CatalogCheck.Mistakes(ProviderCatalog.Empty));
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var mistakes = Mistakes(
            [
                Some.Provider("a", Url, Some.Key("a", "x"), Some.Key("a", "x")),
                Some.Provider("a", Url, Some.Key("z", "y")),
                Some.Provider("b", Url, Some.Key("b", limits: new KeyLimits(0))) with
                {
                    BaseUrl = "example.test",
                },
                Some.Provider("c", Url, Some.Key("c") with { Weight = 0 }),
            ],
            [Some.Route("m", "a", "nobody"), Some.Route("m", "a", "a"), Some.Route("none")]
        );
        Assert.Equal(
            [
                "Key 'a/x' is listed twice.",
                "Provider 'a' is listed twice.",
                "Key 'z/y' stands at provider 'a' but names 'z'.",
                "Provider 'b' has the base URL 'example.test', which is no http(s) URL.",
                "Key 'b/a' has a limit below 1.",
                "Key 'c/a' has the weight 0; it must be above 0.",
                "Model route 'm' names the provider 'nobody', which is not listed.",
                "Model route 'm' is listed twice.",
                "Model route 'm' names a provider twice.",
                "Model route 'none' has no candidate.",
            ],
            mistakes
        );
    }

    [Theory]
    [InlineData(0, null, null, null)]
    [InlineData(null, 0, null, null)]
    [InlineData(null, null, 0, null)]
    [InlineData(null, null, null, 0)]
    [InlineData(-1, null, null, null)]
    public void Each_limit_must_be_at_least_one(int? requests, int? tokens, int? concurrency, int? day)
    {
        var key = Some.Key("a", limits: new KeyLimits(requests, tokens, concurrency, day));
        Assert.Equal(["Key 'a/a' has a limit below 1."], Mistakes([Some.Provider("a", Url, key)], []));
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("claude-*", true)]
    [InlineData("", false)]
    [InlineData("*-mini", false)]
    [InlineData("a*b*", false)]
    [InlineData("a**", false)]
    public void A_star_may_stand_at_the_end_of_a_name_only(string name, bool isSound)
    {
        var mistakes = Mistakes([Some.Provider("a", Url)], [Some.Route(name, "a")]);
        Assert.Equal(isSound ? [] : [$"Model route '{name}' needs a name; a * may stand only at its end."], mistakes);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_weight_must_be_a_number_above_zero(double weight)
    {
        Assert.Single(Mistakes([Some.Provider("a", Url, Some.Key("a") with { Weight = weight })], []));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/v1")]
    [InlineData("ftp://example.test")]
    [InlineData("file:///etc/passwd")]
    public void A_base_url_must_be_http(string url)
    {
        Assert.Single(Mistakes([Some.Provider("a", Url) with { BaseUrl = url }], []));
    }

    private static IReadOnlyList<string> Mistakes(ProviderDefinition[] providers, ModelRoute[] routes) =>
        CatalogCheck.Mistakes(new ProviderCatalog(1, Some.Time, [.. providers], [.. routes]));
}
