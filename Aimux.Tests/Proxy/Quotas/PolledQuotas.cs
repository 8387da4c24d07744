using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Proxy;
using Aimux.Silo.Proxy.Quotas;
using Aimux.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Proxy.Quotas;

/// <summary>A poller whose rounds and clock a test turns.</summary>
internal sealed class PolledQuotas : ICatalogView, IDisposable
{
    private readonly UpstreamPool _upstreams = new();
    private readonly SecretStore _secrets = new();
    private readonly BoundsInForce _bounds = new(ProxyBounds.Default);
    private readonly QuotaPoller _poller;
    private readonly FakeTimeProvider _time = new(Some.Time);

    public PolledQuotas(params ProviderDefinition[] providers)
    {
        _poller = new QuotaPoller(
            this,
            _upstreams,
            _secrets,
            Board,
            QuotaPace.Usual with
            {
                Spread = 0,
            },
            _bounds,
            _time,
            NullLogger<QuotaPoller>.Instance
        );
        Configure(providers);
    }

    public QuotaBoard Board { get; } = new();

    public CatalogIndex Current { get; private set; } = new(ProviderCatalog.Empty);

    public DateTimeOffset Now => _time.GetUtcNow();

    public bool IsOn
    {
        set => _bounds.Current = ProxyBounds.From(new AimuxOptions { Routing = { Quotas = value } });
    }

    public void Configure(params ProviderDefinition[] providers) => Configure(Some.Secret, providers);

    public void Configure(Func<string, string> secretOf, params ProviderDefinition[] providers)
    {
        Current = new CatalogIndex(ProviderCatalog.Empty with { Providers = [.. providers] });
        var secrets = Current
            .Catalog.Providers.SelectMany(provider => provider.Keys)
            .ToImmutableDictionary(key => key.Id, key => new ApiSecret(secretOf(key.Id)));
        var configured = new ConfiguredProviders([.. providers], secrets, Routes: null, []);
        _secrets.Add(configured);
        _secrets.Keep(configured);
    }

    /// <summary>Notes that a caller used the provider.</summary>
    public void Use(ProviderDefinition provider) => _upstreams.For(provider).Touch(Now);

    public void Advance(TimeSpan time) => _time.Advance(time);

    public Task Round() => _poller.Round(TestContext.Current.CancellationToken);

    /// <summary>What is on the board after a round at a later time.</summary>
    public async Task<QuotaReading?> After(TimeSpan time, string keyId = "one/a")
    {
        Advance(time);
        await Round();
        return Board.Find(keyId);
    }

    /// <summary>Lets the first wait pass: keys are known from one round on, and asked in the next.</summary>
    public async Task<QuotaReading?> First(string keyId = "one/a")
    {
        await Round();
        return await After(QuotaPace.Usual.First, keyId);
    }

    public void Dispose()
    {
        _poller.Dispose();
        _upstreams.Dispose();
    }
}
