namespace Aimux.Silo.Proxy;

/// <summary>
/// When Aimux is stopped, requests under way get some time to end; then they are told, instead of being cut off with
/// the process.
/// </summary>
internal sealed class Farewell : IDisposable
{
    /// <summary>Less than the host waits for requests, so that their last words still go out.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    private readonly CancellationTokenSource _over = new();

    public Farewell(IHostApplicationLifetime lifetime) =>
        lifetime.ApplicationStopping.Register(() => _over.CancelAfter(Grace));

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Over => _over.Token;

    public void Dispose() => _over.Dispose();
}
