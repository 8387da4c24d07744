using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Aimux.Silo.Simulation;

/// <summary>
/// Kestrel on one loopback port that can go away as if killed, and come back. Without a host: a host would take
/// the process's signals, and there is one already. Callers serialise Open and Close.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly IHttpApplication<HttpContext> _application;
    private readonly SimulatedProviderStats _stats;

    // Bound but never listening: keeps the port from others, and connects to it refused, while the server is away.
    private readonly Socket _reservation;
    private Socket? _listening;
    private ConnectionRegistry? _connections;
    private KestrelServer? _kestrel;

    public LoopbackServer(IPEndPoint endPoint, IHttpApplication<HttpContext> application, SimulatedProviderStats stats)
    {
        _application = application;
        _stats = stats;
        _reservation = Bind(endPoint);
        EndPoint = (IPEndPoint)_reservation.LocalEndPoint!;
    }

    public IPEndPoint EndPoint { get; }

    public bool IsOpen => _kestrel is not null;

    public async Task Open(CancellationToken ct)
    {
        var connections = new ConnectionRegistry(_stats);
        var kestrel = new KestrelServer(
            Options.Create(KestrelOptions(connections)),
            new SocketTransportFactory(Options.Create(TransportOptions()), NullLoggerFactory.Instance),
            NullLoggerFactory.Instance
        );
        try
        {
            await kestrel.StartAsync(_application, ct);
        }
        catch
        {
            kestrel.Dispose();
            throw;
        }

        (_kestrel, _connections) = (kestrel, connections);
    }

    /// <summary>Closes the listening socket and resets every connection.</summary>
    public async Task Close()
    {
        if (_kestrel is not { } kestrel)
        {
            return;
        }

        _kestrel = null;
        _listening!.Dispose();
        _connections!.ResetAll();
        // Cancelled: no graceful drain.
        await kestrel.StopAsync(new CancellationToken(canceled: true));
        kestrel.Dispose();
    }

    public void Dispose()
    {
        _listening?.Dispose();
        _kestrel?.Dispose();
        _reservation.Dispose();
    }

    private KestrelServerOptions KestrelOptions(ConnectionRegistry connections)
    {
        var options = new KestrelServerOptions { AddServerHeader = false, ApplicationServices = new NoServices() };
        options.Limits.MaxRequestBodySize = RequestBody.MostBytes;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(
            EndPoint,
            listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection => connections.Track(connection, next));
            }
        );
        return options;
    }

    private SocketTransportOptions TransportOptions() =>
        new()
        {
            // A flush completes only when the kernel has the bytes: a reset after it cannot overtake them.
            MaxWriteBufferSize = 1,
            CreateBoundListenSocket = endPoint => _listening = Bind((IPEndPoint)endPoint),
        };

    private static Socket Bind(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
            socket.Bind(endPoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
