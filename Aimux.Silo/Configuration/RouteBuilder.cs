using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration;

/// <summary>Makes model routes from what providers serve: the same name at several providers is one route.</summary>
internal static class RouteBuilder
{
    /// <summary>The operator's own routes first; a route that has the name of one of them gives way.</summary>
    public static ImmutableArray<ModelRoute> Merge(
        ImmutableArray<ModelRoute> own,
        IEnumerable<ModelRoute> discovered
    ) => [.. own.Concat(discovered).DistinctBy(route => route.Name, StringComparer.Ordinal)];

    /// <summary>Adds what is known of the models to the candidates of each route.</summary>
    public static ImmutableArray<ModelRoute> WithFacts(
        ImmutableArray<ModelRoute> routes,
        IReadOnlyDictionary<(string Provider, string Model), ModelFacts> facts
    )
    {
        return facts.Count == 0
            ? routes
            :
            [
                .. routes.Select(route =>
                    route with
                    {
                        Candidates =
                        [
                            .. route.Candidates.Select(candidate =>
                                candidate with
                                {
                                    Facts = facts.GetValueOrDefault((candidate.ProviderId, candidate.UpstreamModel)),
                                }
                            ),
                        ],
                    }
                ),
            ];
    }

    /// <summary>Adds to each route where some of its requests go instead.</summary>
    public static ImmutableArray<ModelRoute> WithDetours(
        ImmutableArray<ModelRoute> routes,
        ILookup<string, Detour> detours
    )
    {
        return detours.Count == 0
            ? routes
            : [.. routes.Select(route => route with { Detours = [.. detours[route.Name]] })];
    }

    /// <summary>
    /// One model under each name that some provider has for it: a provider that has several is asked for the one that
    /// was named.
    /// </summary>
    private static IEnumerable<ModelRoute> Named(IEnumerable<RouteCandidate> sameModel)
    {
        var candidates = sameModel.ToList();
        return candidates
            .Select(candidate => candidate.UpstreamModel)
            .Distinct(StringComparer.Ordinal)
            .Select(name => new ModelRoute(
                name,
                [
                    .. candidates
                        .OrderByDescending(candidate => candidate.UpstreamModel == name)
                        .DistinctBy(candidate => candidate.ProviderId, StringComparer.Ordinal),
                ]
            ));
    }

    /// <summary>A name that holds a <c>*</c> is no model, but what some proxies list to say that they pass names on.</summary>
    public static ImmutableArray<ModelRoute> FromModels(IEnumerable<ProviderDefinition> providers)
    {
        return
        [
            .. providers
                .SelectMany(provider => provider.Models.Select(model => new RouteCandidate(provider.Id, model)))
                .Where(candidate => !candidate.UpstreamModel.Contains('*', StringComparison.Ordinal))
                .GroupBy(candidate => ModelName.Bare(candidate.UpstreamModel), StringComparer.Ordinal)
                .SelectMany(Named),
        ];
    }
}
