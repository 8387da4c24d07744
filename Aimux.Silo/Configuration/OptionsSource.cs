using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration;

/// <summary>Providers as a configuration file lists them; without a row, whatever is found without configuration.</summary>
/// <param name="unconfigured">Where providers come from that no file lists.</param>
/// <param name="secrets">Fetches the keys' secrets.</param>
/// <param name="own">The data listener of this process.</param>
internal sealed class OptionsSource(ZeroConfiguration unconfigured, SecretResolver secrets, Uri own) : IProviderSource
{
    public async Task<ConfiguredProviders> Load(AimuxOptions options, CancellationToken cancellation)
    {
        if (options.Providers.Length > 0)
        {
            return OptionsProviders.Read(options, secrets, own);
        }

        var found = await unconfigured.Load(cancellation);
        var timed = found.Providers.Select(provider =>
            provider with
            {
                Timeouts = OptionsProviders.Timeouts(options.Server, ProviderPreset.Find(provider.Id), row: null),
            }
        );
        return OptionsProviders.Complete(found with { Providers = [.. timed] }, options);
    }
}
