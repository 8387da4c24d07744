using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Aimux.Silo.Simulation;

/// <summary>The open connections of one listening, to reset all at once.</summary>
internal sealed class ConnectionRegistry(SimulatedProviderStats stats)
{
    private readonly ConcurrentDictionary<ConnectionContext, bool> _open = new();
    private volatile bool _closed;

    public async Task Track(ConnectionContext connection, ConnectionDelegate next)
    {
        stats.Connect();
        _open[connection] = true;
        try
        {
            // Accepted while the registry was closing: seen here, or in the sweep of ResetAll.
            if (_closed)
            {
                Reset(connection);
                return;
            }

            await next(connection);
        }
        finally
        {
            _open.TryRemove(connection, out _);
            stats.Disconnect();
        }
    }

    /// <summary>Resets every open connection, and those still to come.</summary>
    public void ResetAll()
    {
        _closed = true;
        foreach (var connection in _open.Keys)
        {
            Reset(connection);
        }
    }

    private static void Reset(ConnectionContext connection) =>
        connection.Abort(new ConnectionAbortedException("The simulated provider refuses connections."));
}
