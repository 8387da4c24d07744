using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Dashboard.Live;

/// <summary>What a page does to the state of keys and providers, without the configuration.</summary>
public sealed class KeyDesk(IGrainFactory grains, ICatalogView catalog)
{
    /// <summary>Ends a key's rests.</summary>
    public async Task Reset(string keyId)
    {
        if (catalog.Current.FindKey(keyId) is { } key)
        {
            await grains.GetGrain<IQuotaGroupGrain>(key.QuotaGroup).Renew(keyId);
        }
    }

    /// <summary>Takes a provider out of service, or puts it back.</summary>
    public async Task Pause(string providerId, bool isPaused)
    {
        var provider = grains.GetGrain<IProviderGrain>(providerId);
        await (isPaused ? provider.Isolate() : provider.Release());
    }
}
