using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Routing;

/// <summary>What the selector must know of one candidate that has a key with headroom.</summary>
/// <param name="Candidate">The provider and its name of the model.</param>
/// <param name="Breaker">The provider's breaker.</param>
/// <param name="Speed">How fast it serves the model; <c>null</c> if it was never measured.</param>
/// <param name="InFlight">Attempts in flight at the provider.</param>
/// <param name="Warm">Whether the conversation's prompt should be cached there.</param>
/// <param name="ModelRests">Whether the model rests there, so that it is only the last resort.</param>
/// <param name="KeyIds">Its keys with headroom, best first; not empty.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CandidateState(
    RouteCandidate Candidate,
    BreakerSnapshot Breaker,
    ModelSpeed? Speed,
    int InFlight,
    bool Warm,
    bool ModelRests,
    ImmutableArray<string> KeyIds
);
