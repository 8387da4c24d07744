using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Aimux.Silo.Simulation;

/// <summary>
/// Kestrel on one loopback port that can go away as if killed, and come back. Callers serialise Open and Close.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly IHttpApplication<HttpContext> _application;
    private readonly SimulatedProviderStats _stats;

    // Bound but never listening: keeps the port from others, and connects to it refused, while the server is away.
    private readonly Socket _reservation;
    private Socket? _listening;
    private ConnectionRegistry? _connections;
    private WebApplication? _kestrel;

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
        var services = Build(connections);
        try
        {
            // The server alone is started, not its host: a host would take the process's signals.
            await services.Services.GetRequiredService<IServer>().StartAsync(_application, ct);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }

        (_kestrel, _connections) = (services, connections);
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
        await kestrel.Services.GetRequiredService<IServer>().StopAsync(new CancellationToken(canceled: true));
        await kestrel.DisposeAsync();
    }

    public void Dispose()
    {
        _listening?.Dispose();
        _reservation.Dispose();
    }

    private WebApplication Build(ConnectionRegistry connections)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseSockets(Configure);
        builder.WebHost.ConfigureKestrel(options => Configure(options, connections));
        return builder.Build();
    }

    private void Configure(SocketTransportOptions options)
    {
        // A flush completes only when the kernel has the bytes: a reset after it cannot overtake them.
        options.MaxWriteBufferSize = 1;
        options.CreateBoundListenSocket = endPoint => _listening = Bind((IPEndPoint)endPoint);
    }

    private void Configure(KestrelServerOptions options, ConnectionRegistry connections)
    {
        options.AddServerHeader = false;
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
    }

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
}
