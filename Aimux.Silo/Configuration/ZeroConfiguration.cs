namespace Aimux.Silo.Configuration;

/// <summary>
/// Providers without any configuration: those whose keys are in the environment, else simulated ones, which start once
/// and run on. Not for concurrent use.
/// </summary>
/// <param name="variable">Reads one environment variable.</param>
/// <param name="own">The data listener of this process.</param>
internal sealed class ZeroConfiguration(Func<string, string?> variable, Uri own) : IAsyncDisposable
{
    private readonly DemoProviders _demo = new();
    private ConfiguredProviders? _started;

    public async Task<ConfiguredProviders> Load(CancellationToken cancellation)
    {
        var found = EnvironmentProviders.Find(variable, own);
        if (!found.Providers.IsEmpty)
        {
            return found;
        }

        _started ??= await _demo.Start(cancellation);
        return _started with { Notices = [.. found.Notices, .. _started.Notices] };
    }

    public ValueTask DisposeAsync() => _demo.DisposeAsync();
}
