using System.Collections.Frozen;

namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>One version of the catalog, made fast to ask: by provider, by key, by the model that a caller names.</summary>
public sealed class CatalogIndex
{
    private readonly FrozenDictionary<string, ProviderDefinition> _providers;
    private readonly FrozenDictionary<string, KeyDefinition> _keys;
    private readonly FrozenDictionary<string, ModelRoute> _routes;

    public CatalogIndex(ProviderCatalog catalog)
    {
        Catalog = catalog;
        _providers = catalog.Providers.ToFrozenDictionary(provider => provider.Id, StringComparer.Ordinal);
        _keys = catalog
            .Providers.SelectMany(provider => provider.Keys)
            .ToFrozenDictionary(key => key.Id, StringComparer.Ordinal);
        _routes = catalog.Routes.ToFrozenDictionary(route => route.Name, StringComparer.Ordinal);
    }

    public ProviderCatalog Catalog { get; }

    public ProviderDefinition? FindProvider(string id) => _providers.GetValueOrDefault(id);

    public KeyDefinition? FindKey(string id) => _keys.GetValueOrDefault(id);

    /// <summary>
    /// Finds what can serve a model name. <c>provider/model</c> addresses that provider alone and wins over a route
    /// of the same name, so that it always means what it says; any other name must be a route of the catalog.
    /// </summary>
    /// <returns><c>null</c> if nobody serves that name.</returns>
    public ModelRoute? Resolve(string model)
    {
        var slash = model.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && slash < model.Length - 1 && _providers.ContainsKey(model[..slash]))
        {
            return new ModelRoute(model, [new RouteCandidate(model[..slash], model[(slash + 1)..])], Direct: true);
        }

        return _routes.GetValueOrDefault(model);
    }
}
