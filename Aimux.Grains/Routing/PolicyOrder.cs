using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Grains.Routing;

/// <summary>The order that a route's policy sets among candidates that can serve equally well.</summary>
internal static class PolicyOrder
{
    // Prices are sums of fractions: the last bit must not decide.
    private const double PriceSteps = 1e9;

    private const double Million = 1_000_000;

    /// <summary>Where a candidate stands: the lower, the earlier. Equals are ordered by their scores.</summary>
    public static double Rank(
        in CandidateState candidate,
        int index,
        in RequestShape request,
        double tokens,
        Random random
    )
    {
        return request.Policy switch
        {
            RoutePolicy.Ordered => index,

            // An exponential race is won in proportion to the weights.
            RoutePolicy.Weighted => -Math.Log(1 - random.NextDouble()) / candidate.Candidate.Weight,

            RoutePolicy.Cheapest => PriceOf(candidate.Candidate, request, tokens) is { } price
                ? Math.Round(price * PriceSteps)
                : double.MaxValue,

            RoutePolicy.Sticky when request.Conversation != 0 => candidate.Warm
                ? -1
                : Rendezvous(request.Conversation, candidate.Candidate.ProviderId),

            _ => 0,
        };
    }

    /// <summary>What the request should cost, dollars; <c>null</c> if the candidate's price is not known.</summary>
    public static double? PriceOf(RouteCandidate candidate, in RequestShape request, double outputTokens)
    {
        return candidate.Price is { } price
            ? (request.InputTokens * price.Input + outputTokens * price.Output) / Million
            : null;
    }

    /// <summary>
    /// A number from 0 to 1 that the conversation and the provider always give together: the least wins, in every
    /// process alike, and who leaves takes only its own conversations along (rendezvous hashing, Thaler and
    /// Ravishankar, 1998).
    /// </summary>
    private static double Rendezvous(ulong conversation, string providerId)
    {
        var hash = conversation ^ 14695981039346656037;
        foreach (var letter in providerId)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        // FNV alone leaves the high bits poor.
        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        return (hash >> 11) / (double)(1L << 53);
    }
}
