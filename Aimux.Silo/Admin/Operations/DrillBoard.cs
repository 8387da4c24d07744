using System.Collections.Immutable;
using Aimux.Dashboard.Drills;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration.Live;
using Aimux.Silo.Proxy.Drills;

namespace Aimux.Silo.Admin.Operations;

/// <summary>
/// The drills of this process. What a drill teaches, breakers that open and keys that rest, heals as after a real failure:
/// by a probe, or when the rest is over.
/// </summary>
internal sealed partial class DrillBoard(
    PlayedFailures plays,
    ICatalogView catalog,
    TimeProvider time,
    ILogger<DrillBoard> logger
) : IDrillBoard, IDisposable
{
    private const int Most = 32;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Listeners _listeners = new();
    private ImmutableArray<Running> _running = [];

    /// <inheritdoc/>
    public ImmutableArray<Drill> Active => [.. _running.Select(running => running.View)];

    /// <inheritdoc/>
    public IDisposable Watch(Action onChange) => _listeners.Add(onChange);

    /// <inheritdoc/>
    public Drill Start(string provider, string? key, DrillFailure failure, TimeSpan length)
    {
        var index = catalog.Current;
        if (index.FindProvider(provider) is null)
        {
            var known = string.Join(", ", index.Catalog.Providers.Select(each => each.Id));
            throw new DrillRefusedException("provider", $"There is no provider '{provider}'; there are {known}.");
        }

        if (key is not null && index.FindKey(key)?.ProviderId != provider)
        {
            throw new DrillRefusedException("key", $"{provider} has no key '{key}'; a key is named provider/id.");
        }

        if (!Enum.IsDefined(failure))
        {
            throw new DrillRefusedException("failure", "There is no such failure.");
        }

        if (length < Shortest || length > Longest)
        {
            throw new DrillRefusedException("seconds", "A drill takes 1 s to 1 h.");
        }

        Running running;
        lock (_lock)
        {
            if (_running.Length >= Most)
            {
                throw new DrillRefusedException("provider", $"{Most} drills are under way; end one first.");
            }

            var now = time.GetUtcNow();
            var id = Guid.CreateVersion7(now).ToString("n");
            running = new Running(new Drill(id, provider, key, failure, now, now + length, 0));
            running.Play = plays.Play(provider, key, (PlayedFailure)(int)failure, running.Count);
            running.Timer = time.CreateTimer(_ => Stop(id), null, length, Timeout.InfiniteTimeSpan);
            _running = [running, .. _running];
        }

        LogBegan(failure, key ?? provider, length);
        _listeners.Tell();
        return running.View;
    }

    /// <inheritdoc/>
    public bool Stop(string id)
    {
        Running? ended;
        lock (_lock)
        {
            ended = _running.FirstOrDefault(running => running.View.Id == id);
            if (ended is null)
            {
                return false;
            }

            _running = _running.Remove(ended);
            ended.Dispose();
        }

        LogEnded(ended.View.Failure, ended.View.Key ?? ended.View.Provider, ended.View.Attempts);
        _listeners.Tell();
        return true;
    }

    public void Dispose()
    {
        foreach (var running in _running)
        {
            running.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A drill began: {Failure} at {Subject} for {Length}")]
    private partial void LogBegan(DrillFailure failure, string subject, TimeSpan length);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A drill ended: {Failure} at {Subject} met {Attempts} attempts")]
    private partial void LogEnded(DrillFailure failure, string subject, long attempts);

    private sealed class Running(Drill drill) : IDisposable
    {
        private long _attempts;

        public Drill View => drill with { Attempts = Interlocked.Read(ref _attempts) };

        public IDisposable? Play { get; set; }

        public ITimer? Timer { get; set; }

        public void Count() => Interlocked.Increment(ref _attempts);

        public void Dispose()
        {
            Play?.Dispose();
            Timer?.Dispose();
        }
    }
}
