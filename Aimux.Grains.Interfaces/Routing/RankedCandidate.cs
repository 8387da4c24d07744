using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Grains.Interfaces.Routing;

/// <summary>A provider that could serve the request now.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="UpstreamModel">Its name of the model.</param>
/// <param name="ScoreMs">Predicted time to serve the request, ms; 0 if nothing is known.</param>
/// <param name="Reason">Why it stands where it stands.</param>
/// <param name="InFlight">Attempts in flight at the provider now.</param>
/// <param name="KeyIds">Keys with headroom, the one to ask first at the front.</param>
/// <param name="Parts">What the score is made of.</param>
/// <param name="ContextTokens">Greatest prompt and answer together, tokens; <c>null</c> if not known.</param>
/// <param name="Price">What its tokens cost; <c>null</c> if that is not known.</param>
/// <param name="HedgeAfterMs">When its first token is later than nearly ever, ms; <c>null</c> if that is not known.</param>
[GenerateSerializer, Immutable, Alias("aimux.RankedCandidate")]
public sealed record RankedCandidate(
    [property: Id(0)] string ProviderId,
    [property: Id(1)] string UpstreamModel,
    [property: Id(2)] double ScoreMs,
    [property: Id(3)] CandidateReason Reason,
    [property: Id(4)] int InFlight,
    [property: Id(5)] ImmutableArray<string> KeyIds,
    [property: Id(6)] ScoreParts Parts,
    [property: Id(7)] double? HedgeAfterMs = null,
    [property: Id(8)] int? ContextTokens = null,
    [property: Id(9)] TokenPrice? Price = null
);
