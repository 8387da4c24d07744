using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Configuration;
using Aimux.Silo.Proxy.Decisions;
using Aimux.Silo.Proxy.Operations;

namespace Aimux.Silo.Proxy;

/// <summary>One try at one upstream, under the lease of one key.</summary>
/// <param name="Candidate">Who is tried, and why.</param>
/// <param name="Provider">Its definition.</param>
/// <param name="Upstream">Its connections.</param>
/// <param name="Secret">The key's secret.</param>
/// <param name="QuotaGroup">The account that the key belongs to.</param>
/// <param name="Lease">The key's permission.</param>
/// <param name="TimeToBegin">How long it may take to the first event of a stream, or to the end of another answer.</param>
/// <param name="TimeToContent">How long a stream that has begun may take to its first content, from the beginning of the attempt.</param>
/// <param name="Target">Where to, and in which protocol.</param>
/// <param name="Payload">What is sent.</param>
/// <param name="Started">Timestamp of its beginning.</param>
/// <param name="Record">What the decision record keeps of it.</param>
internal sealed record Attempt(
    RankedCandidate Candidate,
    ProviderDefinition Provider,
    Upstream Upstream,
    ApiSecret Secret,
    string QuotaGroup,
    Lease Lease,
    TimeSpan TimeToBegin,
    TimeSpan TimeToContent,
    UpstreamTarget Target,
    Payload Payload,
    long Started,
    AttemptRecord Record
)
{
    /// <summary>Cancelled when another attempt at the same request began first.</summary>
    public CancellationToken Outrun { get; init; }

    /// <summary>
    /// Whether its end decides about a breaker that is not closed: that of the probe does, and that of a last resort
    /// only if it served, since nobody waits for it.
    /// </summary>
    public bool DecidesBreaker(AttemptOutcome outcome) =>
        Candidate.Reason == CandidateReason.Probe
        || Candidate.Reason == CandidateReason.LastResort && outcome == AttemptOutcome.Succeeded;
}
