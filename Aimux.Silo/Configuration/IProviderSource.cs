namespace Aimux.Silo.Configuration;

/// <summary>Where this Aimux's providers come from.</summary>
internal interface IProviderSource
{
    Task<ConfiguredProviders> Load(CancellationToken cancellation);
}
