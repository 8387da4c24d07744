using System.Net;
using System.Net.Sockets;
using Aimux.Grains.Interfaces.Events;
using Aimux.Silo.Configuration.Options;
using Orleans.Dashboard;
using Orleans.Storage;

namespace Aimux.Silo.Hosting;

/// <summary>One silo that needs nothing but this process.</summary>
internal static class SiloSetup
{
    public static void Configure(ISiloBuilder silo, ClusterOptions cluster)
    {
        // No gateway: the only client lives in this process. Any free port, so that several can run on one machine.
        var port = cluster.SiloPort == 0 ? FreePort() : cluster.SiloPort;
        silo.UseLocalhostClustering(port, gatewayPort: 0, serviceId: cluster.Name, clusterId: cluster.Name);
        silo.AddDashboard();
        AddStorageAndEvents(silo, StateFolder.Find(cluster.State, Environment.GetEnvironmentVariable));
    }

    /// <summary>What Aimux's grains ask of any silo: where to keep the little that they keep, and the stream of events.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="stateFolder">Where to keep it; <c>null</c> for memory.</param>
    public static void AddStorageAndEvents(ISiloBuilder silo, string? stateFolder = null)
    {
        silo.AddMemoryGrainStorage("PubSubStore");
        silo.AddMemoryGrainStorage(ClusterEvents.CatalogStorage);
        if (stateFolder is null)
        {
            silo.AddMemoryGrainStorage(ClusterEvents.Storage);
        }
        else
        {
            silo.Services.AddKeyedSingleton<IGrainStorage>(
                ClusterEvents.Storage,
                (services, _) => ActivatorUtilities.CreateInstance<FileGrainStorage>(services, stateFolder)
            );
        }

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
