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
        return ReferenceEquals(upstream.Provider, provider)
            || upstream.Provider.BaseUrl == provider.BaseUrl && upstream.Provider.Timeouts == provider.Timeouts;
    }
}
