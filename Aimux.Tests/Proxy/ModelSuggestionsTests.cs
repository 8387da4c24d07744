using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Proxy;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class ModelSuggestionsTests
{
    [Theory]
    [InlineData("gpt-5.1-mini", "gpt-5-mini")]
    [InlineData("GPT-5-MINI", "gpt-5-mini")]
    [InlineData("llama", "llama-4-scout")]
    [InlineData("glm-4.6-latest", "glm-4.6")]
    public void A_name_that_is_nearly_right_is_answered_with_the_right_one(string asked, string meant)
    {
        var text = Explain(asked, "glm-4.6", "gpt-5-mini", "llama-4-scout");
        Assert.StartsWith(
            $"The model '{asked}' does not exist. Did you mean '{meant}'?",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_name_like_no_other_gets_the_list_without_a_guess()
    {
        Assert.Equal(
            "The model 'completely-different' does not exist. Models: glm-4.6, gpt-5-mini. "
                + "A provider is addressed directly as 'provider/model'; providers: a, b.",
            Explain("completely-different", "glm-4.6", "gpt-5-mini")
        );
    }

    [Fact]
    public void No_more_than_three_are_guessed()
    {
        var text = Explain("gpt", "gpt-1", "gpt-2", "gpt-3", "gpt-4");
        Assert.Contains("Did you mean 'gpt-1' or 'gpt-2' or 'gpt-3'?", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_list_is_cut()
    {
        var text = Explain("zzzzzzzz", [.. Enumerable.Range(0, 25).Select(i => $"model-number-{i}")]);
        Assert.Contains("model-number-19 and 5 more (see /v1/models).", text, StringComparison.Ordinal);
        Assert.DoesNotContain("model-number-20", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_known_model_the_direct_way_is_told()
    {
        Assert.Equal(
            "The model 'm' does not exist, and no models are known yet. "
                + "Address a provider directly as 'provider/model'; providers: a, b.",
            Explain("m")
        );
    }

    [Fact]
    public void A_name_of_any_length_is_answered()
    {
        Assert.DoesNotContain("Did you mean", Explain(new string('m', 512), "m"), StringComparison.Ordinal);
    }

    private static string Explain(string model, params string[] names)
    {
        var url = new Uri("https://example.test/v1");
        return ModelSuggestions.Explain(
            model,
            new ProviderCatalog(
                1,
                Some.Time,
                [Some.Provider("a", url), Some.Provider("b", url)],
                [.. names.Select(name => Some.Route(name, "a"))]
            )
        );
    }
}
