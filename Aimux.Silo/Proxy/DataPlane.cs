using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Configuration;
using Aimux.Silo.Proxy.Budgets;
using Aimux.Silo.Proxy.Decisions;
using Aimux.Silo.Proxy.Waiting;

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
    IHeadroom Headroom,
    WaitingRoom WaitingRoom,
    RetryBudget Retries,
    HedgeBudget Hedges,
    LearnedQuirks Quirks,
    FaultyBodies FaultyBodies,
    StoredResponses Stored,
    TimeProvider Time,
    ILogger<DataPlane> Logger
);
