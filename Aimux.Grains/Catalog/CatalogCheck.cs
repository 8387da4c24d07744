using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Grains.Catalog;

/// <summary>Finds what contradicts itself in a catalog: all of it at once.</summary>
internal static class CatalogCheck
{
    public static IReadOnlyList<string> Mistakes(ProviderCatalog catalog)
    {
        var mistakes = new List<string>();
        var providers = new HashSet<string>(StringComparer.Ordinal);
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var provider in catalog.Providers)
        {
            if (!providers.Add(provider.Id))
            {
                mistakes.Add($"Provider '{provider.Id}' is listed twice.");
            }

            if (
                !Uri.TryCreate(provider.BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            )
            {
                mistakes.Add(
                    $"Provider '{provider.Id}' has the base URL '{provider.BaseUrl}', which is no http(s) URL."
                );
            }

            foreach (var key in provider.Keys)
            {
                Check(provider, key, keys, mistakes);
            }
        }

        var routes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var route in catalog.Routes)
        {
            Check(route, routes, providers, mistakes);
        }

        return mistakes;
    }

    private static void Check(
        ProviderDefinition provider,
        KeyDefinition key,
        HashSet<string> keys,
        List<string> mistakes
    )
    {
        if (!keys.Add(key.Id))
        {
            mistakes.Add($"Key '{key.Id}' is listed twice.");
        }

        if (key.ProviderId != provider.Id)
        {
            mistakes.Add($"Key '{key.Id}' stands at provider '{provider.Id}' but names '{key.ProviderId}'.");
        }

        if (
            key.Limits
            is not {
                RequestsPerMinute: null or > 0,
                TokensPerMinute: null or > 0,
                Concurrency: null or > 0,
                RequestsPerDay: null or > 0
            }
        )
        {
            mistakes.Add($"Key '{key.Id}' has a limit below 1.");
        }

        if (!(key.Weight > 0))
        {
            mistakes.Add($"Key '{key.Id}' has the weight {key.Weight}; it must be above 0.");
        }
    }

    private static void Check(
        ModelRoute route,
        HashSet<string> routes,
        HashSet<string> providers,
        List<string> mistakes
    )
    {
        if (!routes.Add(route.Name))
        {
            mistakes.Add($"Model route '{route.Name}' is listed twice.");
        }

        var star = route.Name.IndexOf('*', StringComparison.Ordinal);
        if (route.Name.Length == 0 || star >= 0 && star < route.Name.Length - 1)
        {
            mistakes.Add($"Model route '{route.Name}' needs a name; a * may stand only at its end.");
        }

        if (route.Candidates.IsEmpty)
        {
            mistakes.Add($"Model route '{route.Name}' has no candidate.");
        }

        foreach (var candidate in route.Candidates.Where(candidate => !providers.Contains(candidate.ProviderId)))
        {
            mistakes.Add(
                $"Model route '{route.Name}' names the provider '{candidate.ProviderId}', which is not listed."
            );
        }

        if (route.Candidates.DistinctBy(candidate => candidate.ProviderId).Count() < route.Candidates.Length)
        {
            mistakes.Add($"Model route '{route.Name}' names a provider twice.");
        }
    }
}
