using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading.Channels;
using Aimux.Dashboard.Configuration;
using Aimux.Dashboard.Drills;
using Aimux.Dashboard.Live;

namespace Aimux.Silo.Admin.Events;

/// <summary>
/// Tells scripts what pages show: changes of state at once, figures once a second. Written once for all readers; who reads
/// too slowly loses the oldest. Nobody reading costs nothing.
/// </summary>
internal sealed class EventHub(LiveFeed feed, IConfigurationStore configuration, IDrillBoard drills, TimeProvider time)
{
    /// <summary>More readers than scripts and tabs of a team.</summary>
    public const int MostReaders = 64;

    private const int Waiting = 32;

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(950);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Standing> _standings = new(StringComparer.Ordinal);
    private ImmutableArray<Channel<LiveEvent>> _readers = [];
    private ImmutableArray<IDisposable> _sources = [];
    private DateTimeOffset _told;
    private long _id;

    /// <summary>Listens until disposed.</summary>
    /// <returns><c>null</c> if too many listen already.</returns>
    public EventReader? Listen()
    {
        var channel = Channel.CreateBounded<LiveEvent>(
            new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
        );
        lock (_lock)
        {
            if (_readers.Length >= MostReaders)
            {
                return null;
            }

            _readers = _readers.Add(channel);
            if (_sources.IsEmpty)
            {
                _standings.Clear();
                _sources = [feed.Subscribe(OnSnapshot), configuration.Watch(OnConfiguration), drills.Watch(OnDrill)];
            }
        }

        return new EventReader(channel.Reader, time, () => Leave(channel));
    }

    private void Leave(Channel<LiveEvent> reader)
    {
        lock (_lock)
        {
            _readers = _readers.Remove(reader);
            if (!_readers.IsEmpty)
            {
                return;
            }

            foreach (var source in _sources)
            {
                source.Dispose();
            }

            _sources = [];
        }
    }

    private void OnSnapshot()
    {
        var snapshot = feed.Current;
        var isFirst = _standings.Count == 0;
        foreach (var provider in snapshot.Providers)
        {
            Compare(provider.Id, provider.Standing, snapshot.At, isFirst);
            foreach (var key in provider.Keys)
            {
                Compare(key.Id, key.Standing, snapshot.At, isFirst);
            }
        }

        if (snapshot.At - _told < Beat)
        {
            return;
        }

        _told = snapshot.At;
        var figures = snapshot.Providers.Select(provider => new ProviderFigures(
            provider.Id,
            provider.Standing.Condition,
            provider.Standing.Until,
            provider.InFlight,
            provider.Flow
        ));
        Tell("snapshot", new SnapshotEvent(snapshot.At, snapshot.Flow, [.. figures]), EventJson.Line.SnapshotEvent);
    }

    private void Compare(string subject, Standing standing, DateTimeOffset at, bool isFirst)
    {
        var isNew = !_standings.TryGetValue(subject, out var before);
        _standings[subject] = standing;
        if (!isFirst && (isNew || before != standing))
        {
            var change = new StateEvent(subject, standing.Condition, standing.Until, standing.Cause, at);
            Tell("state", change, EventJson.Line.StateEvent);
        }
    }

    private void OnConfiguration()
    {
        var current = configuration.Current;
        Tell("config", new ConfigEvent(current.Version, current.InForce), EventJson.Line.ConfigEvent);
    }

    private void OnDrill() =>
        Tell("drill", new DrillsEvent(drills.Active, time.GetUtcNow()), EventJson.Line.DrillsEvent);

    private void Tell<T>(string name, T value, JsonTypeInfo<T> type)
    {
        var happened = new LiveEvent(Interlocked.Increment(ref _id), name, JsonSerializer.Serialize(value, type));
        foreach (var reader in _readers)
        {
            reader.Writer.TryWrite(happened);
        }
    }
}
