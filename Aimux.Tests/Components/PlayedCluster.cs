using Aimux.Dashboard.Live;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Tests.Components;

/// <summary>A cluster in which nothing happens.</summary>
internal sealed class PlayedCluster : ICatalogView, IClusterWatch, IQuotaView
{
    public CatalogIndex Current { get; set; } = new(ProviderCatalog.Empty);

    public IDisposable Watch(Action<ClusterEvent> onChange) => new Subscription(() => { });

    public QuotaReading? Find(string keyId) => null;
}
