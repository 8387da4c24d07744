using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Options;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class OptionsProvidersTests
{
    private static readonly Uri Own = new("http://127.0.0.1:8080");

    private readonly AimuxOptions _options = new();

    [Fact]
    public void A_row_and_a_key_are_enough_for_a_well_known_provider()
    {
        Providers(new ProviderOptions { Id = "cerebras" });
        Keys(NewKey("cerebras", "main"));
        var read = Read();
        var provider = Assert.Single(read.Providers);
        Assert.Equal("https://api.cerebras.ai/v1", provider.BaseUrl);
        Assert.Equal(Dialect.OpenAi, provider.Dialect);
        Assert.Equal(ProviderTimeouts.Default, provider.Timeouts);
        Assert.Empty(provider.Models);
        var key = Assert.Single(provider.Keys);
        Assert.Equal(new KeyDefinition("cerebras/main", "cerebras", "cerebras/main", KeyLimits.Unknown), key);
        Assert.Equal("made-up-main", read.Secrets[key.Id].Reveal());
        Assert.Empty(read.Notices);
        Assert.True(read.Discovered);
    }

    [Fact]
    public void A_row_overrides_its_preset()
    {
        Providers(
            new ProviderOptions
            {
                Id = "glm",
                Preset = "zai-coding",
                Models = " glm-5.3  glm-5.3-flash glm-5.3 ",
                IdleTimeout = TimeSpan.FromSeconds(7),
            },
            new ProviderOptions
            {
                Id = "openai",
                BaseUrl = "https://proxy.test/",
                Preset = "",
            },
            new ProviderOptions { Id = "own", BaseUrl = "https://own.test/api/" }
        );
        Keys(NewKey("glm", "a"), NewKey("openai", "a"));
        var read = Read();
        Assert.Equal(
            [
                ("glm", "https://api.z.ai/api/coding/paas/v4"),
                ("openai", "https://proxy.test/v1"),
                ("own", "https://own.test/api"),
            ],
            read.Providers.Select(provider => (provider.Id, provider.BaseUrl))
        );
        Assert.Equal(["glm-5.3", "glm-5.3-flash"], read.Providers[0].Models);
        Assert.Equal(ProviderTimeouts.Default with { Idle = TimeSpan.FromSeconds(7) }, read.Providers[0].Timeouts);
    }

    [Fact]
    public void A_key_has_its_limits_its_weight_and_its_group()
    {
        Providers(new ProviderOptions { Id = "groq" });
        var key = NewKey("groq", "a");
        (key.QuotaGroup, key.Rpm, key.Tpm, key.Rpd, key.Concurrency, key.Weight) = ("team", 30, 6_000, 1_000, 4, 2.5);
        Keys(key);
        Assert.Equal(
            new KeyDefinition("groq/a", "groq", "groq/team", new KeyLimits(30, 6_000, 4, 1_000), 2.5),
            Assert.Single(Assert.Single(Read().Providers).Keys)
        );
    }

    [Fact]
    public void A_key_that_cannot_be_had_is_left_out_and_the_rest_goes_on()
    {
        Providers(new ProviderOptions { Id = "groq" }, new ProviderOptions { Id = "openai" });
        Keys(NewKey("groq", "a", "env:NOT_THERE"), NewKey("groq", "b"), NewKey("openai", "a", "env:NOT_THERE"));
        var read = Read();
        Assert.Equal(["groq/b"], Assert.Single(read.Providers).Keys.Select(key => key.Id));
        Assert.Equal(["groq/b"], read.Secrets.Keys);
        Assert.Equal(
            [
                "The key groq/a is left out: NOT_THERE is not set",
                "The key openai/a is left out: NOT_THERE is not set",
                "The provider openai is left out: it needs a key, and has none that can be used",
            ],
            read.Notices
        );
    }

    [Fact]
    public void What_is_disabled_is_passed_over_in_silence()
    {
        Providers(new ProviderOptions { Id = "groq" }, new ProviderOptions { Id = "openai", Enabled = false });
        var disabled = NewKey("groq", "b", "env:NOT_THERE");
        disabled.Enabled = false;
        Keys(NewKey("groq", "a"), disabled, NewKey("openai", "a", "env:NOT_THERE"));
        var read = Read();
        Assert.Equal("groq/a", Assert.Single(Assert.Single(read.Providers).Keys).Id);
        Assert.Empty(read.Notices);
    }

    [Theory]
    [InlineData("ollama", null)]
    [InlineData("vllm", null)]
    [InlineData("own", "http://127.0.0.1:9999/v1")]
    public void A_provider_that_needs_no_key_gets_one_that_sends_nothing(string id, string? baseUrl)
    {
        Providers(new ProviderOptions { Id = id, BaseUrl = baseUrl });
        var read = Read();
        var key = Assert.Single(Assert.Single(read.Providers).Keys);
        Assert.Equal($"{id}/keyless", key.Id);
        Assert.True(read.Secrets[key.Id].IsNone);
        Assert.Empty(read.Notices);
    }

    [Fact]
    public void A_key_that_was_given_and_cannot_be_had_is_no_reason_to_ask_without_one()
    {
        Providers(new ProviderOptions { Id = "vllm" });
        Keys(NewKey("vllm", "a", "env:NOT_THERE"));
        Assert.Empty(Read().Providers);
    }

    [Fact]
    public void A_key_that_is_optional_is_used_if_it_is_there()
    {
        Providers(new ProviderOptions { Id = "vllm" });
        Keys(NewKey("vllm", "a"));
        var read = Read();
        Assert.Equal("made-up-a", read.Secrets[Assert.Single(Assert.Single(read.Providers).Keys).Id].Reveal());
    }

    [Fact]
    public void What_leads_nowhere_or_back_is_left_out_with_its_reason()
    {
        Providers(
            new ProviderOptions { Id = "llamacpp" },
            new ProviderOptions { Id = "own" },
            new ProviderOptions { Id = "odd", BaseUrl = "odd.test" },
            new ProviderOptions { Id = "other", Preset = "nothing-like-it" }
        );
        var read = Read();
        Assert.Empty(read.Providers);
        Assert.Equal(
            [
                "The provider llamacpp is left out: its base_url http://127.0.0.1:8080/v1 leads to Aimux itself",
                "The provider own is left out: it has no base_url, and there is no preset of its name",
                "The provider odd is left out: its base_url is no http(s) URL such as https://api.example.com/v1",
                "The provider other is left out: there is no preset 'nothing-like-it'",
                "No provider of the configuration can be used: nothing can be served",
            ],
            read.Notices
        );
    }

    [Fact]
    public void Local_providers_get_time_to_load_unless_their_row_says_otherwise()
    {
        _options.Server.FirstEventTimeout = TimeSpan.FromSeconds(20);
        Providers(
            new ProviderOptions { Id = "ollama" },
            new ProviderOptions { Id = "vllm", FirstEventTimeout = TimeSpan.FromSeconds(3) },
            new ProviderOptions { Id = "own", BaseUrl = "http://own.test" }
        );
        var times = Read().Providers.Select(provider => provider.Timeouts).ToList();
        Assert.Equal(
            [TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(20)],
            times.Select(time => time.FirstEvent)
        );
        Assert.Equal(
            [TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5)],
            times.Select(time => time.Answer)
        );
    }

    [Fact]
    public void Models_become_routes_to_the_providers_in_use()
    {
        Providers(
            new ProviderOptions { Id = "a", BaseUrl = "http://a.test" },
            new ProviderOptions { Id = "b", BaseUrl = "http://b.test" },
            new ProviderOptions
            {
                Id = "off",
                BaseUrl = "http://off.test",
                Enabled = false,
            }
        );
        _options.Models =
        [
            new ModelOptions { Name = "best", Candidates = "a/x  b/org/y a/z off/x" },
            new ModelOptions { Name = "claude-*", Candidates = "b/*" },
            new ModelOptions { Name = "gone", Candidates = "off/x" },
        ];
        _options.Routing.Discovered = false;
        var read = Read();
        var routes = read.Routes!.Value;
        Assert.Equal(["best", "claude-*"], routes.Select(route => route.Name));
        Assert.Equal([new RouteCandidate("a", "x"), new RouteCandidate("b", "org/y")], routes[0].Candidates);
        Assert.Equal([new RouteCandidate("b", "*")], routes[1].Candidates);
        Assert.False(read.Discovered);
        Assert.Equal(["The model gone is left out: none of its providers is in use"], read.Notices);
    }

    [Fact]
    public async Task Without_a_row_of_providers_the_environment_serves_under_the_files_other_settings()
    {
        _options.Server.IdleTimeout = TimeSpan.FromSeconds(9);
        _options.Models = [new ModelOptions { Name = "best", Candidates = "openai/gpt" }];
        await using var environment = new ZeroConfiguration(name => name == "OPENAI_API_KEY" ? "made-up" : null, Own);
        var source = new OptionsSource(environment, Resolver, Own);
        var read = await source.Load(_options, TestContext.Current.CancellationToken);
        var provider = Assert.Single(read.Providers);
        Assert.Equal(("openai", TimeSpan.FromSeconds(9)), (provider.Id, provider.Timeouts.Idle));
        Assert.Equal("made-up", read.Secrets["openai/env"].Reveal());
        Assert.Equal("best", Assert.Single(read.Routes!.Value).Name);

        Providers(new ProviderOptions { Id = "ollama" });
        read = await source.Load(_options, TestContext.Current.CancellationToken);
        Assert.Equal("ollama", Assert.Single(read.Providers).Id);
    }

    [Fact]
    public async Task The_demo_starts_once_however_often_the_file_is_read()
    {
        await using var demo = new ZeroConfiguration(_ => null, Own);
        var source = new OptionsSource(demo, Resolver, Own);
        var first = await source.Load(_options, TestContext.Current.CancellationToken);
        var second = await source.Load(_options, TestContext.Current.CancellationToken);
        Assert.Equal(3, first.Providers.Length);
        Assert.Equal(first.Providers.Select(one => one.BaseUrl), second.Providers.Select(one => one.BaseUrl));
        Assert.Equal(first.Notices, second.Notices);
    }

    private static SecretResolver Resolver =>
        new(_ => null, path => throw new FileNotFoundException(null, path), credentials: null);

    private static KeyOptions NewKey(string provider, string id, string? secret = null)
    {
        Assert.True(SecretReference.TryParse(secret ?? $"made-up-{id}", out var reference, out _));
        return new KeyOptions
        {
            Id = id,
            Provider = provider,
            Secret = reference,
        };
    }

    private void Providers(params ProviderOptions[] rows) => _options.Providers = rows;

    private void Keys(params KeyOptions[] rows) => _options.Keys = rows;

    private ConfiguredProviders Read() => OptionsProviders.Read(_options, Resolver, Own);
}
