using System.Threading.Channels;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Limits;
using Microsoft.Extensions.Logging;

namespace Aimux.Dashboard.Live;

/// <summary>
/// One picture of the cluster for all who look at this process: events are folded as they come, and a snapshot is made
/// once a second for the figures and at once, at most ten times a second, when a state changes. While nobody looks it
/// hears nothing and costs nothing.
/// </summary>
public sealed partial class LiveFeed(
    IClusterWatch watch,
    ICatalogView catalog,
    IQuotaView quotas,
    ClusterReader reader,
    ChartBoard charts,
    BucketBoard buckets,
    TimeProvider time,
    ILogger<LiveFeed> logger
) : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly ClusterFold _fold = new();
    private readonly SinceTable _since = new();
    private ImmutableArray<Action> _listeners = [];
    private CancellationTokenSource? _running;
    private volatile ClusterSnapshot _current = ClusterSnapshot.Empty;

    /// <summary>The newest snapshot; as old as the last look when nobody looks.</summary>
    public ClusterSnapshot Current => _current;

    /// <summary>Follows the cluster until disposed.</summary>
    /// <param name="onSnapshot">Called for each snapshot, on the feed's own thread: it must be quick and never throw.</param>
    public IDisposable Subscribe(Action onSnapshot)
    {
        lock (_lock)
        {
            _listeners = _listeners.Add(onSnapshot);
            if (_running is null)
            {
                _running = new CancellationTokenSource();
                var running = _running;
                _ = Task.Run(() => RunUntilNobodyLooks(running), CancellationToken.None);
            }
        }

        return new Subscription(() => Unsubscribe(onSnapshot));
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _listeners = [];
            Stop();
        }
    }

    private void Unsubscribe(Action onSnapshot)
    {
        lock (_lock)
        {
            _listeners = _listeners.Remove(onSnapshot);
            if (_listeners.IsEmpty)
            {
                Stop();
            }
        }
    }

    private void Stop()
    {
        _running?.Cancel();
        _running = null;
    }

    /// <summary>A feed that broke begins anew, a beat later, as long as somebody looks.</summary>
    private async Task RunUntilNobodyLooks(CancellationTokenSource running)
    {
        using (running)
        {
            while (!running.IsCancellationRequested)
            {
                try
                {
                    await Run(running.Token);
                }
                catch (OperationCanceledException) when (running.IsCancellationRequested)
                {
                    // Nobody looks any more.
                }
                catch (Exception failure)
                {
                    LogBroke(failure);
                    await Task.Delay(Beat, time, running.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
    }

    private async Task Run(CancellationToken cancellation)
    {
        // One wish to look again is as good as many.
        var wishes = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
        );
        reader.Forget();
        using var watching = watch.Watch(change =>
        {
            if (_fold.Apply(change, time.GetUtcNow()))
            {
                wishes.Writer.TryWrite(true);
            }
        });
        var next = time.GetUtcNow();
        while (!cancellation.IsCancellationRequested)
        {
            if (time.GetUtcNow() >= next)
            {
                await reader.Read(_fold, cancellation);
                await charts.Refresh(cancellation);
                await buckets.Refresh(cancellation);
                next = time.GetUtcNow() + Beat;
            }

            Show();
            await Task.Delay(LeastPause, time, cancellation);
            await WaitForChange(wishes.Reader, next - time.GetUtcNow(), cancellation);
        }
    }

    private async Task WaitForChange(ChannelReader<bool> wishes, TimeSpan longest, CancellationToken cancellation)
    {
        if (wishes.TryRead(out _) || longest <= TimeSpan.Zero)
        {
            return;
        }

        using var late = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            await wishes.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The next beat.
        }
    }

    private void Show()
    {
        var now = time.GetUtcNow();
        var index = catalog.Current;
        _fold.Keep(index);
        var providers = index.Catalog.Providers.Select(provider => View(provider, now)).ToImmutableArray();
        _current = new ClusterSnapshot(now, IsLoaded: true, reader.Requests, providers);
        foreach (var listener in _listeners)
        {
            listener();
        }
    }

    private ProviderView View(ProviderDefinition provider, DateTimeOffset now)
    {
        var keys = provider
            .Keys.Select(key =>
            {
                var snapshot = _fold.Key(key.Id);
                var standing = Standings.OfKey(snapshot, now);
                return new KeyView(key, snapshot, standing, quotas.Find(key.Id), buckets.Of(key.QuotaGroup));
            })
            .ToImmutableArray();
        var breaker = _fold.Breaker(provider.Id);
        var speeds = _fold.Speeds(provider.Id);
        var flow = reader.FlowOf(provider.Id);
        var standing = Standings.OfProvider(
            breaker,
            [.. keys.Select(key => key.Standing)],
            flow.Succeeded + flow.Failed,
            flow.Failed,
            isKnown: !speeds.IsEmpty
        );
        return new ProviderView(
            provider,
            standing,
            _since.Of(provider.Id, standing.Condition, now),
            breaker,
            keys,
            speeds,
            _fold.Rests(provider.Id, now),
            flow,
            reader.SparklineOf(provider.Id),
            reader.FailureOf(provider.Id)
        );
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The dashboard's feed broke and begins anew")]
    private partial void LogBroke(Exception failure);
}
