using System.Net;
using System.Net.Sockets;

namespace Aimux.Bench.Load;

/// <summary>Prints loopback ports that are free now.</summary>
internal static class PortsCommand
{
    public static int Run(Arguments arguments)
    {
        // All are held until all are known, or the same one could come twice.
        List<TcpListener> held = [];
        for (var i = 0; i < arguments.Integer("count"); i++)
        {
            held.Add(new TcpListener(IPAddress.Loopback, 0));
            held[i].Start();
        }

        Console.WriteLine(string.Join(' ', held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)));
        held.ForEach(listener => listener.Dispose());
        return 0;
    }
}
