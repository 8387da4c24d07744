using System.Net;
using Aimux.Silo.Simulation;
using Xunit;

namespace Aimux.Tests.Support;

/// <summary>Starts simulated providers for tests.</summary>
internal static class Simulated
{
    public static Task<SimulatedProvider> Start(string name, SimulatedProviderSettings? settings = null) =>
        SimulatedProvider.StartAsync(
            name,
            new IPEndPoint(IPAddress.Loopback, 0),
            settings ?? new SimulatedProviderSettings(),
            ct: TestContext.Current.CancellationToken
        );
}
