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
        if (catalog.Resolve(query.Model) is not { } named)
        {
            return new RouteDecision(catalog.Catalog.Version, null, [], []);
        }

        var route = Detours.Follow(named, query, catalog);

        var warm = board.WarmCaches.Find(query.Conversation, now);
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

            if (
                Examine(
                    provider,
                    candidate,
                    query,
                    route.Candidates[0].UpstreamModel,
                    warm,
                    now,
                    random,
                    out var state
                ) is
                { } exclusion
            )
            {
                (exclusions ??= []).Add(exclusion);
            }
            else
            {
                candidates[count++] = state;
            }
        }

        var shape = new RequestShape(query.InputTokens, query.OutputTokens, query.Conversation, route.Policy);
        var budget = query.Preview ? ExplorationBudget.NewSpent() : board.Budget(route);
        var ranked = Selector.Rank(candidates.AsSpan(0, count), shape, budget, now, random);
        return new RouteDecision(
            catalog.Catalog.Version,
            route.Name,
            ranked,
            exclusions?.ToImmutableArray() ?? [],
            route.Policy,
            route.Hedge
        );
    }

    private static Exclusion? Examine(
        ProviderEntry provider,
        RouteCandidate candidate,
        RouteQuery query,
        string firstModel,
        WarmCache? warm,
        DateTimeOffset now,
        Random random,
        out CandidateState state
    )
    {
        state = default;
        var id = candidate.ProviderId;
        if (WhyNot(provider, candidate, query, firstModel) is { } reason)
        {
            return new Exclusion(id, null, reason, null);
        }

        var warmGroup = warm is { } known && known.ProviderId == id ? known.QuotaGroup : null;
        var keys = provider.Keys.Choose(candidate.UpstreamModel, warmGroup, now, random, out var opensNext);
        if (keys.IsEmpty)
        {
            return opensNext?.ModelRest(candidate.UpstreamModel, now) is { } keysRest
                ? new Exclusion(id, null, ExclusionReason.ModelResting, keysRest.Until, keysRest.Reason)
                : new Exclusion(id, null, ExclusionReason.KeysResting, opensNext?.OpensAt, opensNext?.RestReason);
        }

        state = new CandidateState(
            candidate,
            provider.Breaker,
            provider.Speed(candidate.UpstreamModel, InputSize.Of(query.InputTokens)),
            provider.Keys.InFlight,
            warmGroup is not null,
            provider.ModelRest(candidate.UpstreamModel, now) is not null,
            keys
        );
        return null;
    }

    private static ExclusionReason? WhyNot(
        ProviderEntry provider,
        RouteCandidate candidate,
        RouteQuery query,
        string firstModel
    )
    {
        if (!Speaks(provider.Definition, query.Needs))
        {
            return ExclusionReason.Dialect;
        }

        if (query.Needs.HasFlag(RequestNeeds.SameModel) && !IsSameModel(candidate.UpstreamModel, firstModel))
        {
            return ExclusionReason.OtherModel;
        }

        if (provider.Breaker.Status == BreakerStatus.Isolated)
        {
            return ExclusionReason.Isolated;
        }

        if (provider.Keys.All.Count == 0)
        {
            return ExclusionReason.NoKey;
        }

        return candidate.Facts is { } facts ? Capability.WhyNot(facts, query) : null;
    }

    private static bool Speaks(ProviderDefinition provider, RequestNeeds needs)
    {
        var messages = provider.Dialect == Dialect.Anthropic || provider.MessagesUrl.Length > 0;
        return !(needs.HasFlag(RequestNeeds.OpenAiApi) && provider.Dialect != Dialect.OpenAi)
            && !(needs.HasFlag(RequestNeeds.MessagesApi) && !messages);
    }

    /// <summary>Providers name the maker of a model or leave him out.</summary>
    private static bool IsSameModel(string one, string other) =>
        one == other || ModelName.Bare(one) == ModelName.Bare(other);
}
