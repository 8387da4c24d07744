using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Microsoft.Extensions.Logging;

namespace Aimux.Dashboard.Live;

/// <summary>Asks grains what events do not tell: where they stood before anybody looked, and their figures.</summary>
public sealed partial class ClusterReader(
    IGrainFactory grains,
    ICatalogView catalog,
    TimeProvider time,
    ILogger<ClusterReader> logger
)
{
    private readonly Dictionary<string, Flow> _flows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<double?>> _sparklines = new(StringComparer.Ordinal);
    private long _readVersion = -1;

    /// <summary>What callers got in the last minute.</summary>
    public Flow Requests { get; private set; } = Flow.None;

    /// <summary>What went through a provider in the last minute.</summary>
    public Flow FlowOf(string providerId) => _flows.GetValueOrDefault(providerId, Flow.None);

    /// <summary>Its median time to the first token, ms, over the last five minutes.</summary>
    public ImmutableArray<double?> SparklineOf(string providerId) => _sparklines.GetValueOrDefault(providerId, []);

    /// <summary>Asks all grains of the catalog.</summary>
    internal async Task Read(ClusterFold fold, CancellationToken cancellation)
    {
        var index = catalog.Current;
        if (_readVersion == index.Catalog.Version)
        {
            return;
        }

        var providers = index.Catalog.Providers;
        await Task.WhenAll(
                providers
                    .Select(provider => ReadProvider(provider.Id, fold))
                    .Concat(
                        providers
                            .SelectMany(provider => provider.Keys)
                            .Select(key => key.QuotaGroup)
                            .Distinct(StringComparer.Ordinal)
                            .Select(group => ReadGroup(group, fold))
                    )
            )
            .WaitAsync(TimeSpan.FromSeconds(10), time, cancellation);
        _readVersion = index.Catalog.Version;
    }

    private async Task ReadProvider(string id, ClusterFold fold)
    {
        try
        {
            fold.Add(await grains.GetGrain<IProviderGrain>(id).GetSnapshot());
        }
        catch (Exception failure)
        {
            LogSilent(id, failure);
        }
    }

    private async Task ReadGroup(string id, ClusterFold fold)
    {
        try
        {
            foreach (var key in await grains.GetGrain<IQuotaGroupGrain>(id).GetSnapshots())
            {
                fold.Add(key);
            }
        }
        catch (Exception failure)
        {
            LogSilent(id, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Subject} could not be asked for the dashboard")]
    private partial void LogSilent(string subject, Exception failure);
}
