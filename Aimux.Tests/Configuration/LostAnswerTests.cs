using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Options;
using Aimux.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Aimux.Tests.Configuration;

/// <summary>The catalog is published, and nobody knows whether it is in force.</summary>
public sealed class LostAnswerTests : IDisposable
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/v1");

    private readonly SecretStore _secrets = new();
    private readonly ScriptedCatalog _catalog;
    private readonly CatalogLoader _loader;

    public LostAnswerTests()
    {
        _catalog = ScriptedCatalog.Create(out var grains);

        // Nobody is asked for models: the loader is not started.
        var discovery = new ModelDiscovery(null!, _secrets);
        _loader = new CatalogLoader(
            discovery,
            _secrets,
            grains,
            TimeProvider.System,
            NullLogger<CatalogLoader>.Instance
        );
    }

    public void Dispose() => _loader.Dispose();

    [Fact]
    public async Task The_secrets_of_both_stay_until_one_is_surely_in_force()
    {
        await Replace("one");
        _catalog.Loss = new TimeoutException("made up");

        await Assert.ThrowsAsync<TimeoutException>(() => Replace("two"));

        Assert.Equal("two", Assert.Single(_catalog.Current.Providers).Id);
        Assert.True(Knows("two"));
        Assert.True(Knows("one"));

        _catalog.Loss = null;
        await Replace("two");
        Assert.True(Knows("two"));
        Assert.False(Knows("one"));
    }

    [Fact]
    public async Task A_refusal_after_it_takes_none_of_them_away()
    {
        await Replace("one");
        _catalog.Loss = new TimeoutException("made up");
        await Assert.ThrowsAsync<TimeoutException>(() => Replace("two"));

        _catalog.Refusal = ScriptedCatalog.Contradiction("made up");
        await Assert.ThrowsAsync<ArgumentException>(() => Replace("three"));

        Assert.True(Knows("two"));
        Assert.True(Knows("one"));
    }

    [Fact]
    public async Task A_refusal_alone_leaves_only_the_secrets_that_were_there()
    {
        await Replace("one");
        _catalog.Refusal = ScriptedCatalog.Contradiction("made up");

        await Assert.ThrowsAsync<ArgumentException>(() => Replace("two"));

        Assert.True(Knows("one"));
        Assert.False(Knows("two"));
    }

    private bool Knows(string provider) => _secrets.Find($"{provider}/a", Nowhere.ToString()) is not null;

    private async Task Replace(string provider)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var configured = await new FixedProviders(Some.Provider(provider, Nowhere)).Load(
            new AimuxOptions(),
            cancellation
        );
        await _loader.Replace(configured, cancellation);
    }
}
