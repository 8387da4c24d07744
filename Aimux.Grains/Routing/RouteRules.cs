using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;

namespace Aimux.Grains.Routing;

/// <summary>From a query and the board to a decision: who is eligible, who is passed over and why, and in which order.</summary>
internal static class RouteRules
{
    public static RouteDecision Decide(RouteQuery query, RoutingBoard board, DateTimeOffset now, Random random)
    {
        var catalog = board.Current;
        if (catalog.Resolve(query.Model) is not { } route)
        {
            return new RouteDecision(catalog.Catalog.Version, null, [], []);
        }

        var candidates = new CandidateState[route.Candidates.Length];
        var count = 0;
        List<Exclusion>? exclusions = null;
        foreach (var candidate in route.Candidates)
        {
            // A provider that left the catalog between two reads is no candidate, and needs no mention.
            if (board.FindProvider(candidate.ProviderId) is not { } provider)
            {
                continue;
            }

            if (Examine(provider, candidate, query, now, random, out var state) is { } exclusion)
            {
                (exclusions ??= []).Add(exclusion);
            }
            else
            {
                candidates[count++] = state;
            }
        }

        var ranked = Selector.Rank(candidates.AsSpan(0, count), board.Budget(route), now, random);
        return new RouteDecision(catalog.Catalog.Version, route.Name, ranked, exclusions?.ToImmutableArray() ?? []);
    }

    private static Exclusion? Examine(
        ProviderEntry provider,
        RouteCandidate candidate,
        RouteQuery query,
        DateTimeOffset now,
        Random random,
        out CandidateState state
    )
    {
        state = default;
        var id = candidate.ProviderId;
        if (provider.Definition.Dialect != Dialect.OpenAi)
        {
            return new Exclusion(id, null, ExclusionReason.Dialect, null);
        }

        var breaker = provider.Breaker;
        if (breaker.Status == BreakerStatus.Isolated)
        {
            return new Exclusion(id, null, ExclusionReason.Isolated, null);
        }

        if (provider.Keys.Count == 0)
        {
            return new Exclusion(id, null, ExclusionReason.NoKey, null);
        }

        var keys = provider.KeysWithHeadroom(now, random, out var opensNext);
        if (keys.IsEmpty)
        {
            var because = opensNext?.RestReason;
            return new Exclusion(id, null, ExclusionReason.KeysResting, opensNext?.OpensAt, because);
        }

        var latency = provider.Latency(candidate.UpstreamModel, query.Streaming);
        state = new CandidateState(candidate, breaker, latency, provider.InFlight, keys);
        return null;
    }
}
