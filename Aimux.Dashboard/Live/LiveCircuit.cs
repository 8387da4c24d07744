using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Aimux.Dashboard.Live;

/// <summary>Stops pushing to a browser that is away.</summary>
internal sealed class LiveCircuit(LiveView view) : CircuitHandler
{
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        view.SetConnected(false);
        return Task.CompletedTask;
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        view.SetConnected(true);
        return Task.CompletedTask;
    }
}
