using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;
using Aimux.Silo.Dialects.Quotas;

namespace Aimux.Silo.Proxy.Quotas;

/// <summary>When a key is asked for its quota next. Used by one round at a time.</summary>
/// <param name="source">What to ask.</param>
/// <param name="provider">The provider as it was when the key came.</param>
/// <param name="secret">The key's secret.</param>
/// <param name="firstAt">When to ask first.</param>
internal sealed class QuotaTurn(
    QuotaSource source,
    ProviderDefinition provider,
    ApiSecret secret,
    DateTimeOffset firstAt
)
{
    private DateTimeOffset? _askedAt;
    private int _failures;
    private double _draw;

    public QuotaSource Source => source;

    public ApiSecret Secret => secret;

    public Uri Address { get; } = source.AddressAt(provider.BaseUrl);

    /// <summary>What was said of another secret, or elsewhere, is not of this key.</summary>
    public bool IsOf(ProviderDefinition other, ApiSecret otherSecret) =>
        provider.BaseUrl == other.BaseUrl && provider.Vendor == other.Vendor && secret.Is(otherSecret);

    public DateTimeOffset DueAt(QuotaPace pace, DateTimeOffset lastUsed) =>
        _askedAt is { } asked ? asked + pace.Wait(lastUsed > asked, _failures, _draw) : firstAt;

    public void Asked(bool succeeded, DateTimeOffset now, double draw) =>
        (_askedAt, _failures, _draw) = (now, succeeded ? 0 : _failures + 1, draw);
}
