using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class EnvironmentProvidersTests
{
    private static readonly Uri Own = new("http://127.0.0.1:8080");

    [Theory]
    [InlineData("CEREBRAS_API_KEY", "cerebras", "https://api.cerebras.ai/v1")]
    [InlineData("ZAI_API_KEY", "zai", "https://api.z.ai/api/paas/v4")]
    [InlineData("SYNTHETIC_API_KEY", "synthetic", "https://api.synthetic.new/openai/v1")]
    [InlineData("OPENAI_API_KEY", "openai", "https://api.openai.com/v1")]
    [InlineData("ANTHROPIC_API_KEY", "anthropic", "https://api.anthropic.com/v1")]
    [InlineData("OPENROUTER_API_KEY", "openrouter", "https://openrouter.ai/api/v1")]
    [InlineData("GROQ_API_KEY", "groq", "https://api.groq.com/openai/v1")]
    [InlineData("DEEPSEEK_API_KEY", "deepseek", "https://api.deepseek.com")]
    [InlineData("MOONSHOT_API_KEY", "moonshot", "https://api.moonshot.ai/v1")]
    [InlineData("MINIMAX_API_KEY", "minimax", "https://api.minimax.io/v1")]
    public void A_key_under_its_usual_name_is_enough(string variable, string id, string baseUrl)
    {
        var found = Find((variable, "fake-key"));
        var provider = Assert.Single(found.Providers);
        var dialect = id == "anthropic" ? Dialect.Anthropic : Dialect.OpenAi;
        Assert.Equal((id, baseUrl, dialect), (provider.Id, provider.BaseUrl, provider.Dialect));
        Assert.False(provider.Simulated);
        Assert.Empty(provider.Models);
        var key = Assert.Single(provider.Keys);
        Assert.Equal(new KeyDefinition($"{id}/env", id, $"{id}/env", KeyLimits.Unknown), key);
        Assert.Equal("fake-key", found.Secrets[key.Id].Reveal());
        Assert.Null(found.Routes);
        Assert.Empty(found.Notices);
    }

    [Fact]
    public void Every_preset_is_found_in_its_order()
    {
        var found = EnvironmentProviders.Find(
            name => name.EndsWith("_API_KEY", StringComparison.Ordinal) ? "fake" : null,
            Own
        );
        var known = ProviderPreset.All.Where(preset => preset.KeyVariable is not null).Select(preset => preset.Id);
        Assert.Equal(10, found.Providers.Length);
        Assert.Equal(known, found.Providers.Select(provider => provider.Id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(" , ,")]
    public void Without_a_key_there_is_no_provider(string? value)
    {
        var found = EnvironmentProviders.Find(name => name == "OPENAI_API_KEY" ? value : null, Own);
        Assert.Empty(found.Providers);
        Assert.Empty(found.Secrets);
        Assert.Empty(found.Notices);
    }

    [Fact]
    public void Another_base_url_without_a_key_is_no_provider()
    {
        Assert.Empty(Find(("OPENAI_BASE_URL", "https://other.test/v1")).Providers);
    }

    [Fact]
    public void Several_keys_are_separated_by_commas_and_counted_once()
    {
        var found = Find(("OPENAI_API_KEY", " fake-1, fake-2,,fake-1 ,"));
        var provider = Assert.Single(found.Providers);
        Assert.Equal(["openai/env-1", "openai/env-2"], provider.Keys.Select(key => key.Id));
        Assert.Equal(["openai/env-1", "openai/env-2"], provider.Keys.Select(key => key.QuotaGroup));
        Assert.Equal("fake-1", found.Secrets["openai/env-1"].Reveal());
        Assert.Equal("fake-2", found.Secrets["openai/env-2"].Reveal());
    }

    [Fact]
    public void An_unusable_key_is_left_out_with_a_notice_that_does_not_show_it()
    {
        var alone = Find(("OPENAI_API_KEY", "secret key"));
        Assert.Empty(alone.Providers);
        Assert.Empty(alone.Secrets);
        Assert.Equal(
            "OPENAI_API_KEY holds no usable key (printable ASCII without blanks); it is left out.",
            Assert.Single(alone.Notices)
        );

        var among = Find(("OPENAI_API_KEY", "fake-1,sécret,fake-3"));
        Assert.Equal(["openai/env-1", "openai/env-3"], Assert.Single(among.Providers).Keys.Select(key => key.Id));
        Assert.Equal(2, among.Secrets.Count);
        var notice = Assert.Single(among.Notices);
        Assert.Contains("OPENAI_API_KEY holds, in place 2, no usable key", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://other.test/api/v2", "https://other.test/api/v2")]
    [InlineData("https://other.test/api/v2/", "https://other.test/api/v2")]
    [InlineData("https://other.test", "https://other.test/v1")]
    [InlineData("https://other.test/", "https://other.test/v1")]
    [InlineData(" http://10.0.0.1:9000/v1 ", "http://10.0.0.1:9000/v1")]
    [InlineData("http://localhost:11434/v1", "http://localhost:11434/v1")]
    [InlineData("http://other.test:8080", "http://other.test:8080/v1")]
    [InlineData("", "https://api.openai.com/v1")]
    [InlineData("  ", "https://api.openai.com/v1")]
    public void Another_base_url_is_used_with_the_usual_path_if_it_has_none(string given, string expected)
    {
        var found = Find(("OPENAI_API_KEY", "fake"), ("OPENAI_BASE_URL", given));
        Assert.Equal(expected, Assert.Single(found.Providers).BaseUrl);
        Assert.Empty(found.Notices);
    }

    [Theory]
    [InlineData("DEEPSEEK", "https://other.test", "https://other.test")]
    [InlineData("GROQ", "https://other.test/", "https://other.test/openai/v1")]
    public void The_usual_path_is_that_of_the_provider(string name, string given, string expected)
    {
        var found = Find((name + "_API_KEY", "fake"), (name + "_BASE_URL", given));
        Assert.Equal(expected, Assert.Single(found.Providers).BaseUrl);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080/v1")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://[::1]:8080/v1/")]
    public void A_base_url_that_leads_back_here_is_not_followed(string given)
    {
        var found = Find(("OPENAI_API_KEY", "fake"), ("OPENAI_BASE_URL", given));
        Assert.Equal("https://api.openai.com/v1", Assert.Single(found.Providers).BaseUrl);
        Assert.Equal(
            "OPENAI_BASE_URL leads to Aimux itself; https://api.openai.com/v1 is used instead.",
            Assert.Single(found.Notices)
        );
    }

    [Theory]
    [InlineData("api.openai.com")]
    [InlineData("ftp://api.openai.com")]
    [InlineData("/v1")]
    [InlineData("http://")]
    public void A_base_url_that_is_none_leaves_its_provider_out_so_that_its_key_goes_nowhere_else(string given)
    {
        var found = Find(("OPENAI_API_KEY", "fake"), ("OPENAI_BASE_URL", given));
        Assert.Empty(found.Providers);
        Assert.Equal(
            "OPENAI_BASE_URL is no http(s) URL such as https://api.openai.com/v1; openai is left out.",
            Assert.Single(found.Notices)
        );
    }

    private static ConfiguredProviders Find(params (string Name, string Value)[] variables)
    {
        var known = variables.ToDictionary(
            variable => variable.Name,
            variable => variable.Value,
            StringComparer.Ordinal
        );
        return EnvironmentProviders.Find(known.GetValueOrDefault, Own);
    }
}
