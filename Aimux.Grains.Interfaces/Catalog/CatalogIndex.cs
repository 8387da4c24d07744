using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>One version of the catalog, made fast to ask: by provider, by key, by the model that a caller names.</summary>
public sealed class CatalogIndex
{
    private const int LongestName = 256;

    private readonly FrozenDictionary<string, ProviderDefinition> _providers;
    private readonly FrozenDictionary<string, KeyDefinition> _keys;
    private readonly FrozenDictionary<string, ImmutableArray<KeyDefinition>> _groups;
    private readonly FrozenDictionary<string, ModelRoute> _routes;
    private readonly FrozenDictionary<string, ModelRoute> _bareRoutes;
    private readonly FrozenDictionary<(string Provider, string Name), string> _listed;
    private readonly ImmutableArray<ModelRoute> _patterns;

    public CatalogIndex(ProviderCatalog catalog)
    {
        Catalog = catalog;
        _providers = catalog.Providers.ToFrozenDictionary(provider => provider.Id, StringComparer.Ordinal);
        _keys = catalog
            .Providers.SelectMany(provider => provider.Keys)
            .ToFrozenDictionary(key => key.Id, StringComparer.Ordinal);
        _groups = _keys
            .Values.GroupBy(key => key.QuotaGroup, StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key,
                group => group.OrderBy(key => key.Id, StringComparer.Ordinal).ToImmutableArray(),
                StringComparer.Ordinal
            );
        _routes = catalog
            .Routes.Where(route => !route.IsPattern)
            .ToFrozenDictionary(route => route.Name, StringComparer.Ordinal);

        _listed = catalog
            .Providers.SelectMany(provider => Writings(provider))
            .DistinctBy(writing => writing.Key)
            .ToFrozenDictionary();
        _bareRoutes = catalog
            .Routes.Where(route => !route.IsPattern)
            .DistinctBy(route => ModelName.Bare(route.Name), StringComparer.Ordinal)
            .ToFrozenDictionary(route => ModelName.Bare(route.Name), StringComparer.Ordinal);

        // The longest first: it says most about what it means. What nobody asked for comes last.
        _patterns =
        [
            .. catalog
                .Routes.Where(route => route.IsPattern)
                .OrderBy(route => route.Implied)
                .ThenByDescending(route => route.Name.Length),
        ];
    }

    public ProviderCatalog Catalog { get; }

    public ProviderDefinition? FindProvider(string id) => _providers.GetValueOrDefault(id);

    public KeyDefinition? FindKey(string id) => _keys.GetValueOrDefault(id);

    /// <summary>The keys of a quota group, ordered by their ids; empty if there is no such group.</summary>
    public ImmutableArray<KeyDefinition> FindGroup(string quotaGroup) => _groups.GetValueOrDefault(quotaGroup, []);

    /// <summary>
    /// Finds what can serve a model name. <c>provider/model</c> addresses that provider alone and wins over a route
    /// of the same name, so that it always means what it says; any other name must be a route of the catalog, or match
    /// a pattern: of several the one with the longest text before its <c>*</c>. Names that differ in case, maker or
    /// brackets alone (<see cref="ModelName"/>) mean the same model, where no name is exactly the same.
    /// </summary>
    /// <returns>The route, with the names that its candidates are asked for; <c>null</c> if nobody serves that name.</returns>
    public ModelRoute? Resolve(string model)
    {
        var slash = model.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && slash < model.Length - 1 && _providers.ContainsKey(model[..slash]))
        {
            var asked = model[(slash + 1)..];
            return new ModelRoute(
                model,
                [new RouteCandidate(model[..slash], Listed(model[..slash], asked))],
                Direct: true
            );
        }

        if (_routes.GetValueOrDefault(model) is { } exact)
        {
            return Named(exact, model);
        }

        return (FindBare(model) ?? FindPattern(model)) is { } route ? Named(route, model) : null;
    }

    private ModelRoute? FindBare(string model) =>
        model.Length <= LongestName && ModelName.HasNoStranger(model)
            ? _bareRoutes.GetValueOrDefault(ModelName.Bare(model))
            : null;

    /// <summary>The provider's own writing of a name, if it lists the model.</summary>
    private string Listed(string provider, string asked)
    {
        return asked.Length > LongestName || _listed.ContainsKey((provider, asked))
            ? asked
            : _listed.GetValueOrDefault((provider, ModelName.Bare(asked)), asked);
    }

    /// <summary>A model under its own name, and under its bare one where no model is called exactly that.</summary>
    private static IEnumerable<KeyValuePair<(string Provider, string Name), string>> Writings(
        ProviderDefinition provider
    ) =>
        provider
            .Models.Select(model => KeyValuePair.Create((provider.Id, model), model))
            .Concat(provider.Models.Select(model => KeyValuePair.Create((provider.Id, ModelName.Bare(model)), model)));

    private ModelRoute? FindPattern(string model)
    {
        foreach (var route in _patterns)
        {
            if (model.AsSpan().StartsWith(route.Name.AsSpan(0, route.Name.Length - 1), StringComparison.Ordinal))
            {
                return model.Length > 0 ? route : null;
            }
        }

        return null;
    }

    /// <summary>Puts the caller's name in place of each <see cref="RouteCandidate.SameName"/>.</summary>
    private static ModelRoute Named(ModelRoute route, string model)
    {
        foreach (var candidate in route.Candidates)
        {
            if (candidate.UpstreamModel == RouteCandidate.SameName)
            {
                return route with { Candidates = [.. route.Candidates.Select(each => Named(each, model))] };
            }
        }

        return route;
    }

    private static RouteCandidate Named(RouteCandidate candidate, string model) =>
        candidate.UpstreamModel == RouteCandidate.SameName ? candidate with { UpstreamModel = model } : candidate;
}
