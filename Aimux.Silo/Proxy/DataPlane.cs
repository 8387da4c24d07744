using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;
using Aimux.Silo.Proxy.Decisions;

namespace Aimux.Silo.Proxy;

/// <summary>What every request of the data plane shares.</summary>
internal sealed record DataPlane(
    GrainReferences Grains,
    ICatalogView Catalog,
    SecretStore Secrets,
    UpstreamPool Upstreams,
    UpstreamForwarder Forwarder,
    DecisionLog Decisions,
    RequestReporter Reporter,
    BoundsInForce Bounds,
    TimeProvider Time,
    ILogger<DataPlane> Logger
);
