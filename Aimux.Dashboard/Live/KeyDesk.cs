using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Dashboard.Live;

/// <summary>What a page asks of and does to the state of keys and providers, without the configuration.</summary>
public sealed class KeyDesk(IGrainFactory grains, ICatalogView catalog)
{
    /// <summary>What is left of each limit of a key's quota group; empty if the key is not in force or nothing is known.</summary>
    public async Task<ImmutableArray<BucketSnapshot>> BucketsOf(string keyId) =>
        catalog.Current.FindKey(keyId) is { } key
            ? await grains.GetGrain<IQuotaGroupGrain>(key.QuotaGroup).GetBuckets()
            : [];

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
