namespace Aimux.Silo.Configuration;

/// <summary>Providers without any configuration: those whose keys are in the environment, else simulated ones.</summary>
/// <param name="variable">Reads one environment variable.</param>
/// <param name="own">The data listener of this process.</param>
internal sealed class ZeroConfiguration(Func<string, string?> variable, Uri own) : IProviderSource, IAsyncDisposable
{
    private readonly DemoProviders _demo = new();

    public async Task<ConfiguredProviders> Load(CancellationToken cancellation)
    {
        var found = EnvironmentProviders.Find(variable, own);
        if (!found.Providers.IsEmpty)
        {
            return found;
        }

        var demo = await _demo.Start(cancellation);
        return demo with { Notices = [.. found.Notices, .. demo.Notices] };
    }

    public ValueTask DisposeAsync() => _demo.DisposeAsync();
}
