using Aimux.Dashboard.Testing;

namespace Aimux.Tests.Components;

/// <summary>Tries of providers, answered as told.</summary>
internal sealed class PlayedTester : IConnectionTester
{
    public List<ConnectionProbe> Asked { get; } = [];

    public ConnectionReport Report { get; set; } =
        new(true, "It answers and lists 2 models.", 200, TimeSpan.FromMilliseconds(120), ["small", "large"]);

    public Task<ConnectionReport> Test(ConnectionProbe probe, CancellationToken cancellation)
    {
        Asked.Add(probe);
        return Task.FromResult(Report);
    }
}
