using System.Collections.Concurrent;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Proxy;

/// <summary>The upstreams of this process, one for each provider, kept as long as its address stays the same.</summary>
internal sealed class UpstreamPool : IDisposable
{
    private readonly ConcurrentDictionary<string, Upstream> _upstreams = new(StringComparer.Ordinal);

    public Upstream For(ProviderDefinition provider)
    {
        return _upstreams.TryGetValue(provider.Id, out var known) && Serves(known, provider)
            ? known
            : _upstreams.AddOrUpdate(
                provider.Id,
                static (_, definition) => new Upstream(definition),
                static (_, earlier, definition) => Serves(earlier, definition) ? earlier : new Upstream(definition),
                provider
            );
    }

    public void Dispose()
    {
        foreach (var upstream in _upstreams.Values)
        {
            upstream.Dispose();
        }
    }

    // An upstream that is replaced is not disposed: its connections end by themselves when the last request has.
    private static bool Serves(Upstream upstream, ProviderDefinition provider)
    {
        return ReferenceEquals(upstream.Provider, provider) || IsSame(upstream.Provider, provider);
    }

    /// <summary>Whether all is the same that decides where and how it is asked; its models may change.</summary>
    private static bool IsSame(ProviderDefinition one, ProviderDefinition other) =>
        one.BaseUrl == other.BaseUrl
        && one.MessagesUrl == other.MessagesUrl
        && one.Responses == other.Responses
        && one.Dialect == other.Dialect
        && one.Vendor == other.Vendor
        && one.Timeouts == other.Timeouts
        && (one.Quirks.IsDefault ? [] : one.Quirks).SequenceEqual(other.Quirks.IsDefault ? [] : other.Quirks);
}
