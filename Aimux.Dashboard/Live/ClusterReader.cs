using System.Collections.Concurrent;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.History;
using Aimux.Grains.Interfaces.Limits;
using Microsoft.Extensions.Logging;

namespace Aimux.Dashboard.Live;

/// <summary>
/// Asks grains what events do not tell: how they stood before anybody looked, and the figures of the last minutes. One
/// that does not answer keeps its last figures.
/// </summary>
public sealed partial class ClusterReader(
    IGrainFactory grains,
    ICatalogView catalog,
    TimeProvider time,
    ILogger<ClusterReader> logger
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly HistoryQuery Spark = new(TimeSpan.FromSeconds(10), 30);

    private readonly ConcurrentDictionary<string, Flow> _flows = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<double?>> _sparklines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LastFailure> _failures = new(StringComparer.Ordinal);
    private long _readVersion = -1;

    /// <summary>What callers got in the last minute.</summary>
    public Flow Requests { get; private set; } = Flow.None;

    /// <summary>What went through a provider in the last minute.</summary>
    public Flow FlowOf(string providerId) => _flows.GetValueOrDefault(providerId, Flow.None);

    /// <summary>Its median time to the first token, ms, over the last five minutes.</summary>
    public ImmutableArray<double?> SparklineOf(string providerId) => _sparklines.GetValueOrDefault(providerId, []);

    /// <summary>Its newest failure; <c>null</c> if there was none.</summary>
    public LastFailure? FailureOf(string providerId) =>
        _failures.TryGetValue(providerId, out var failure) ? failure : null;

    /// <summary>Forgets how grains stood, so that the next reading asks all of them.</summary>
    internal void Forget() => _readVersion = -1;

    /// <summary>Asks for the figures, and where the catalog is new also how its grains stand.</summary>
    internal async Task Read(ClusterFold fold, CancellationToken cancellation)
    {
        var index = catalog.Current;
        var providers = index.Catalog.Providers;
        var tasks = new List<Task> { Try("requests", ReadRequests) };
        tasks.AddRange(providers.Select(provider => Try(provider.Id, () => ReadFlow(provider.Id))));
        if (_readVersion != index.Catalog.Version)
        {
            var groups = providers.SelectMany(provider => provider.Keys).Select(key => key.QuotaGroup).Distinct();
            tasks.AddRange(providers.Select(provider => Try(provider.Id, () => ReadProvider(provider.Id, fold))));
            tasks.AddRange(groups.Select(group => Try(group, () => ReadGroup(group, fold))));
        }

        await Task.WhenAll(tasks).WaitAsync(cancellation);
        _readVersion = index.Catalog.Version;
    }

    private async Task ReadRequests()
    {
        var minute = await grains.GetGrain<IRequestHistoryGrain>(0).GetHistory(HistoryQuery.LastMinute);
        Requests = Flows.Of(minute.Points[0], minute.Step);
    }

    private async Task ReadFlow(string id)
    {
        var provider = grains.GetGrain<IProviderGrain>(id);
        var minute = await provider.GetHistory(HistoryQuery.LastMinute);
        _flows[id] = Flows.Of(minute.Points[0], minute.Step);
        if (minute.LastFailure is { } failure)
        {
            _failures[id] = failure;
        }

        var spark = Flows.Sparkline(await provider.GetHistory(Spark));
        if (!_sparklines.TryGetValue(id, out var known) || !known.SequenceEqual(spark))
        {
            _sparklines[id] = spark;
        }
    }

    private async Task ReadProvider(string id, ClusterFold fold) =>
        fold.Add(await grains.GetGrain<IProviderGrain>(id).GetSnapshot());

    private async Task ReadGroup(string id, ClusterFold fold)
    {
        foreach (var key in await grains.GetGrain<IQuotaGroupGrain>(id).GetSnapshots())
        {
            fold.Add(key);
        }
    }

    private async Task Try(string subject, Func<Task> read)
    {
        try
        {
            await read().WaitAsync(Patience, time);
        }
        catch (Exception failure)
        {
            LogSilent(subject, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Subject} could not be asked for the dashboard")]
    private partial void LogSilent(string subject, Exception failure);
}
