using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration;

/// <summary>Where this Aimux's providers come from.</summary>
internal interface IProviderSource
{
    /// <param name="options">The configuration in force.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<ConfiguredProviders> Load(AimuxOptions options, CancellationToken cancellation);
}
