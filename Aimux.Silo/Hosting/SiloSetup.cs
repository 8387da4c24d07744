using System.Net;
using System.Net.Sockets;
using Aimux.Grains.Interfaces.Events;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Hosting;

/// <summary>One silo that needs nothing but this process.</summary>
internal static class SiloSetup
{
    public static void Configure(ISiloBuilder silo, ClusterOptions cluster)
    {
        // No gateway: the only client lives in this process. Any free port, so that several can run on one machine.
        var port = cluster.SiloPort == 0 ? FreePort() : cluster.SiloPort;
        silo.UseLocalhostClustering(port, gatewayPort: 0, serviceId: cluster.Name, clusterId: cluster.Name);
        AddStorageAndEvents(silo);
    }

    /// <summary>What Aimux's grains ask of any silo: where to keep the little that they keep, and the stream of events.</summary>
    public static void AddStorageAndEvents(ISiloBuilder silo)
    {
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddMemoryGrainStorage(ClusterEvents.Storage);
        silo.AddMemoryStreams(
            ClusterEvents.Provider,
            streams =>
            {
                // One stream needs one queue; each more is polled ten times a second for nothing.
                streams.ConfigurePartitioning(1);
            }
        );
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
