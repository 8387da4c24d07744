using Aimux.Dashboard.Charts;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.History;
using Microsoft.Extensions.Logging;

namespace Aimux.Dashboard.Live;

/// <summary>The charts that somebody looks at, drawn once for all, and anew when a point of theirs has changed.</summary>
public sealed partial class ChartBoard(
    IGrainFactory grains,
    ICatalogView catalog,
    TimeProvider time,
    ILogger<ChartBoard> logger
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Watched[] _ranges = [new(), new(), new()];

    /// <summary>The charts of a range; <c>null</c> until they were drawn first.</summary>
    public TrafficCharts? Of(HistoryRange range) => _ranges[(int)range].Charts;

    /// <summary>Keeps a range's charts new until disposed.</summary>
    public IDisposable Watch(HistoryRange range) => new Watcher(_ranges[(int)range]);

    /// <summary>Draws what is watched and due. Called by the feed, once a second.</summary>
    internal async Task Refresh(CancellationToken cancellation)
    {
        for (var range = HistoryRange.FiveMinutes; range <= HistoryRange.Day; range++)
        {
            var watched = _ranges[(int)range];
            if (watched.Count == 0 || time.GetUtcNow() < watched.Due)
            {
                continue;
            }

            try
            {
                watched.Charts = await Draw(range.Query()).WaitAsync(Patience, time, cancellation);
                watched.Due = time.GetUtcNow() + Pause(range);
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                LogNotDrawn(range, failure);
            }
        }
    }

    private async Task<TrafficCharts> Draw(HistoryQuery query)
    {
        var providers = catalog.Current.Catalog.Providers;
        var requests = grains.GetGrain<IRequestHistoryGrain>(0).GetHistory(query).AsTask();
        var each = await Task.WhenAll(
            providers.Select(provider => grains.GetGrain<IProviderGrain>(provider.Id).GetHistory(query).AsTask())
        );
        return TrafficDrawing.Of(await requests, [.. providers.Select(provider => provider.Id).Zip(each)]);
    }

    /// <summary>The last bar of a long range need not grow every second.</summary>
    private static TimeSpan Pause(HistoryRange range) =>
        range switch
        {
            HistoryRange.FiveMinutes => TimeSpan.Zero,
            HistoryRange.Hour => TimeSpan.FromSeconds(5),
            _ => TimeSpan.FromSeconds(30),
        };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The charts of {Range} could not be drawn")]
    private partial void LogNotDrawn(HistoryRange range, Exception failure);

    private sealed class Watched
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public TrafficCharts? Charts { get; set; }

        public DateTimeOffset Due { get; set; }

        public void Add(int count)
        {
            if (Interlocked.Add(ref _count, count) == count)
            {
                Due = default; // as old as the last look
            }
        }
    }

    private sealed class Watcher : IDisposable
    {
        private Watched? _watched;

        public Watcher(Watched watched)
        {
            _watched = watched;
            watched.Add(1);
        }

        public void Dispose() => Interlocked.Exchange(ref _watched, null)?.Add(-1);
    }
}
