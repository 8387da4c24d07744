using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration;

/// <summary>Makes model routes from what providers serve: the same name at several providers is one route.</summary>
internal static class RouteBuilder
{
    public static ImmutableArray<ModelRoute> FromModels(IEnumerable<ProviderDefinition> providers)
    {
        return
        [
            .. providers
                .SelectMany(provider => provider.Models.Select(model => new RouteCandidate(provider.Id, model)))
                .GroupBy(candidate => candidate.UpstreamModel, StringComparer.Ordinal)
                .Select(route => new ModelRoute(route.Key, [.. route.DistinctBy(candidate => candidate.ProviderId)])),
        ];
    }
}
