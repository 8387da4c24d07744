using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Routing;

/// <summary>What the selector must know of one candidate that has a key with headroom.</summary>
/// <param name="Candidate">The provider and its name of the model.</param>
/// <param name="Breaker">The provider's breaker.</param>
/// <param name="Latency">What is known of its latency for this kind of request.</param>
/// <param name="InFlight">Attempts in flight at the provider.</param>
/// <param name="KeyIds">Its keys with headroom, best first; not empty.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CandidateState(
    RouteCandidate Candidate,
    BreakerSnapshot Breaker,
    LatencyEstimate? Latency,
    int InFlight,
    ImmutableArray<string> KeyIds
);
