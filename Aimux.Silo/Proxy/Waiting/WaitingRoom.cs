using System.Collections.Concurrent;

namespace Aimux.Silo.Proxy.Waiting;

/// <summary>
/// Where requests wait that nobody can serve just now: a line for each route, fair between callers, and a bound on all
/// of them together. Safe to use from several threads.
/// </summary>
internal sealed class WaitingRoom
{
    private readonly ConcurrentDictionary<string, FairLine> _lines = new(StringComparer.Ordinal);
    private int _waiting;

    /// <summary>How many wait now.</summary>
    public int Count => Volatile.Read(ref _waiting);

    /// <summary>Whether somebody waits for this route, so that who comes now must line up behind.</summary>
    public bool HasLine(string route) => _lines.TryGetValue(route, out var line) && !line.IsEmpty;

    /// <summary>Lines up, and waits for its turn. Whoever has the turn is the only one of the route to ask for capacity.</summary>
    /// <param name="route">What is waited for.</param>
    /// <param name="caller">Who waits: callers take turns, however many requests each has.</param>
    /// <param name="most">How many may wait at the most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The turn, to be given back; <c>null</c> if there is no room.</returns>
    public async ValueTask<IDisposable?> LineUp(string route, string caller, int most, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) > most)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        try
        {
            var line = _lines.GetOrAdd(route, static _ => new FairLine());
            await line.Enter(caller, cancellation);
            return new Turn(this, line);
        }
        catch
        {
            Interlocked.Decrement(ref _waiting);
            throw;
        }
    }

    private sealed class Turn(WaitingRoom room, FairLine line) : IDisposable
    {
        private int _over;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _over, 1) == 0)
            {
                Interlocked.Decrement(ref room._waiting);
                line.Leave();
            }
        }
    }
}
