using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Aimux.Silo.Simulation;

/// <summary>Counts what a simulated provider does. Thread safe.</summary>
internal sealed class SimulatedProviderStats
{
    private const int MostKeys = 1000;
    private const string OtherKeys = "(other)";

    private readonly ConcurrentDictionary<string, StrongBox<long>> _keys = new(StringComparer.Ordinal);
    private readonly long[] _faults = new long[FaultNames.Count];
    private readonly long[] _paths = new long[ServedPaths.Count];
    private long _requests;
    private long _succeeded;
    private long _rejected;
    private long _rateLimited;
    private long _inFlight;
    private long _maxInFlight;
    private long _clientAborts;
    private long _connections;
    private long _openConnections;

    public StatsSnapshot Snapshot() =>
        new()
        {
            Requests = Volatile.Read(ref _requests),
            Succeeded = Volatile.Read(ref _succeeded),
            Rejected = Volatile.Read(ref _rejected),
            RateLimited = Volatile.Read(ref _rateLimited),
            Faults = Enum.GetValues<Fault>()
                .Where(fault => Volatile.Read(ref _faults[(int)fault]) > 0)
                .ToDictionary(FaultNames.Of, fault => Volatile.Read(ref _faults[(int)fault])),
            RequestsPerPath = Enum.GetValues<ServedPath>()
                .Where(path => Volatile.Read(ref _paths[(int)path]) > 0)
                .ToDictionary(ServedPaths.NameOf, path => Volatile.Read(ref _paths[(int)path])),
            InFlight = Volatile.Read(ref _inFlight),
            MaxInFlight = Volatile.Read(ref _maxInFlight),
            ClientAborts = Volatile.Read(ref _clientAborts),
            RequestsPerKey = _keys.ToDictionary(entry => entry.Key, entry => Volatile.Read(ref entry.Value.Value)),
            Connections = Volatile.Read(ref _connections),
            OpenConnections = Volatile.Read(ref _openConnections),
        };

    /// <summary>Zeroes the counts; what is in flight or open stays counted.</summary>
    public void Reset()
    {
        Volatile.Write(ref _requests, 0);
        Volatile.Write(ref _succeeded, 0);
        Volatile.Write(ref _rejected, 0);
        Volatile.Write(ref _rateLimited, 0);
        Volatile.Write(ref _clientAborts, 0);
        Volatile.Write(ref _connections, 0);
        Volatile.Write(ref _maxInFlight, Volatile.Read(ref _inFlight));
        Array.Clear(_faults);
        Array.Clear(_paths);
        _keys.Clear();
    }

    public void Begin(ServedPath path, ReadOnlySpan<char> key)
    {
        Ask(path);
        Interlocked.Increment(ref _requests);
        Interlocked.Increment(ref Key(key).Value);
        var now = Interlocked.Increment(ref _inFlight);
        var most = Volatile.Read(ref _maxInFlight);
        while (now > most)
        {
            var seen = Interlocked.CompareExchange(ref _maxInFlight, now, most);
            if (seen == most)
            {
                return;
            }

            most = seen;
        }
    }

    /// <summary>Counts a request that no model answers.</summary>
    public void Ask(ServedPath path) => Interlocked.Increment(ref _paths[(int)path]);

    public void End() => Interlocked.Decrement(ref _inFlight);

    public void Success() => Interlocked.Increment(ref _succeeded);

    public void Reject() => Interlocked.Increment(ref _rejected);

    public void RateLimit() => Interlocked.Increment(ref _rateLimited);

    public void Strike(Fault fault) => Interlocked.Increment(ref _faults[(int)fault]);

    public void ClientAbort() => Interlocked.Increment(ref _clientAborts);

    public void Connect()
    {
        Interlocked.Increment(ref _connections);
        Interlocked.Increment(ref _openConnections);
    }

    public void Disconnect() => Interlocked.Decrement(ref _openConnections);

    private StrongBox<long> Key(ReadOnlySpan<char> key)
    {
        if (_keys.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var count))
        {
            return count;
        }

        var name = _keys.Count < MostKeys ? key.ToString() : OtherKeys;
        return _keys.GetOrAdd(name, _ => new StrongBox<long>());
    }
}
