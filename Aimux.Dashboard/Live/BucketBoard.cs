using System.Collections.Concurrent;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Limits;
using Microsoft.Extensions.Logging;

namespace Aimux.Dashboard.Live;

/// <summary>What is left of the limits of keys that somebody looks at, asked once a second for all who look.</summary>
public sealed partial class BucketBoard(
    IGrainFactory grains,
    ICatalogView catalog,
    TimeProvider time,
    ILogger<BucketBoard> logger
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _watched = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<BucketSnapshot>> _buckets = new(
        StringComparer.Ordinal
    );

    /// <summary>What is left of each limit of a quota group; <c>null</c> if it was not asked yet.</summary>
    internal ImmutableArray<BucketSnapshot>? Of(string group) =>
        _buckets.TryGetValue(group, out var buckets) ? buckets : null;

    /// <summary>Keeps new what is known of a key's limits, until disposed.</summary>
    public IDisposable Watch(string keyId)
    {
        lock (_lock)
        {
            _watched[keyId] = _watched.GetValueOrDefault(keyId) + 1;
        }

        return new Subscription(() => Leave(keyId));
    }

    /// <summary>Asks the groups of all watched keys. Called by the feed, once a second; one that is silent keeps what it said.</summary>
    internal async Task Refresh(CancellationToken cancellation)
    {
        string[] keys;
        lock (_lock)
        {
            keys = [.. _watched.Keys];
        }

        var index = catalog.Current;
        var groups = keys.Select(index.FindKey).OfType<KeyDefinition>().Select(key => key.QuotaGroup).ToHashSet();
        foreach (var group in _buckets.Keys.Where(group => !groups.Contains(group)))
        {
            _buckets.TryRemove(group, out _);
        }

        await Task.WhenAll(groups.Select(Ask)).WaitAsync(cancellation);
    }

    private async Task Ask(string group)
    {
        try
        {
            _buckets[group] = await grains
                .GetGrain<IQuotaGroupGrain>(group)
                .GetBuckets()
                .AsTask()
                .WaitAsync(Patience, time);
        }
        catch (Exception failure)
        {
            LogSilent(group, failure);
        }
    }

    private void Leave(string keyId)
    {
        lock (_lock)
        {
            if (--_watched[keyId] == 0)
            {
                _watched.Remove(keyId);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Quota group {Group} could not be asked for its limits")]
    private partial void LogSilent(string group, Exception failure);
}
