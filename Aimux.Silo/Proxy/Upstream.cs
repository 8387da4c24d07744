using System.Net;
using System.Text;
using System.Text.Json;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Dialects.Vendors;
using Aimux.Silo.Proxy.Operations;

namespace Aimux.Silo.Proxy;

/// <summary>The open connections to one provider, and what is computed once for it.</summary>
internal sealed class Upstream : IDisposable
{
    private static readonly bool ProxyConfigured = new[] { "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY" }.Any(name =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 }
        || Environment.GetEnvironmentVariable(name.ToLowerInvariant()) is { Length: > 0 }
    );

    private volatile ModelText? _lastModel;
    private long _lastUsed;

    public Upstream(ProviderDefinition provider)
    {
        Provider = provider;
        Targets = new UpstreamTargets(provider);
        Dialect = VendorDialects.Of(provider);
        ModelsUri = new Uri(provider.BaseUrl + "/models");
        Invoker = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                ActivityHeadersPropagator = null,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
                ConnectTimeout = provider.Timeouts.Connect,
                EnableMultipleHttp2Connections = true,
                // One dead HTTP/2 connection would take all its requests with it, each to its own time-out.
                KeepAlivePingDelay = TimeSpan.FromSeconds(15),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
                KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
                // As Kestrel reads them.
                RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
                // Long-lived connections would never see a provider move to another address.
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                UseCookies = false,
                UseProxy = ProxyConfigured && !ModelsUri.IsLoopback,
            },
            disposeHandler: true
        );
    }

    public ProviderDefinition Provider { get; }

    /// <summary>When it was asked last; long ago if never.</summary>
    public DateTimeOffset LastUsed => new(Interlocked.Read(ref _lastUsed), TimeSpan.Zero);

    /// <summary>What it wants said otherwise than its protocol has it.</summary>
    public VendorDialect Dialect { get; }

    /// <summary>Where it does what.</summary>
    public UpstreamTargets Targets { get; }

    /// <summary>Whether it is on this machine.</summary>
    public bool IsLocal => ModelsUri.IsLoopback;

    public Uri ModelsUri { get; }

    public HttpMessageInvoker Invoker { get; }

    /// <summary>The JSON text of a model's name. Requests in a row mostly ask for the same one.</summary>
    public byte[] ModelJson(string upstreamModel)
    {
        if (_lastModel is { } last && last.Name == upstreamModel)
        {
            return last.Json;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(upstreamModel, WireJson.Default.String);
        _lastModel = new ModelText(upstreamModel, json);
        return json;
    }

    /// <summary>Notes that it is asked now.</summary>
    public void Touch(DateTimeOffset now) => Interlocked.Exchange(ref _lastUsed, now.UtcTicks);

    public void Dispose() => Invoker.Dispose();

    private sealed record ModelText(string Name, byte[] Json);
}
