using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration;

/// <summary>The configuration in force, and what its providers said of the models that they serve. Immutable.</summary>
internal sealed class LoadedCatalog
{
    private readonly ImmutableDictionary<(string Id, string BaseUrl), ImmutableArray<string>> _said;

    private LoadedCatalog(
        ConfiguredProviders configured,
        ImmutableDictionary<(string Id, string BaseUrl), ImmutableArray<string>> said
    )
    {
        Configured = configured;
        _said = said;
        Providers = [.. configured.Providers.Select(WithModels)];
        IEnumerable<ModelRoute> discovered = configured.Discovered
            ? RouteBuilder.FromModels(Providers).Concat(ToolModels.RoutesFor(Providers))
            : [];
        var routes = RouteBuilder.Merge(configured.Routes ?? [], discovered);
        Routes = RouteBuilder.WithDetours(RouteBuilder.WithFacts(routes, configured.Facts), configured.Detours);
    }

    public static LoadedCatalog Empty { get; } =
        new(
            new ConfiguredProviders([], ImmutableDictionary<string, ApiSecret>.Empty, null, []),
            ImmutableDictionary<(string, string), ImmutableArray<string>>.Empty
        );

    public ConfiguredProviders Configured { get; }

    /// <summary>With the models that are known.</summary>
    public ImmutableArray<ProviderDefinition> Providers { get; }

    public ImmutableArray<ModelRoute> Routes { get; }

    public bool KnowsAllModels => Providers.All(provider => !provider.Models.IsEmpty);

    /// <summary>Another configuration; a provider that is where it was need not say again what it serves.</summary>
    public LoadedCatalog With(ConfiguredProviders configured)
    {
        var places = configured.Providers.Select(Place).ToHashSet();
        return new LoadedCatalog(configured, _said.RemoveRange(_said.Keys.Where(place => !places.Contains(place))));
    }

    /// <summary>Takes in what providers said, unless they have left or moved since they were asked.</summary>
    public LoadedCatalog With(IEnumerable<(ProviderDefinition Asked, ImmutableArray<string> Models)> answers)
    {
        var places = Configured.Providers.Select(Place).ToHashSet();
        var news = answers
            .Where(answer => !answer.Models.IsEmpty && places.Contains(Place(answer.Asked)))
            .Where(answer =>
                !(_said.TryGetValue(Place(answer.Asked), out var said) && said.SequenceEqual(answer.Models))
            )
            .Select(answer => KeyValuePair.Create(Place(answer.Asked), answer.Models))
            .ToList();
        return news.Count == 0 ? this : new LoadedCatalog(Configured, _said.SetItems(news));
    }

    private ProviderDefinition WithModels(ProviderDefinition provider) =>
        provider.Models.IsEmpty && _said.TryGetValue(Place(provider), out var models)
            ? provider with
            {
                Models = models,
            }
            : provider;

    private static (string Id, string BaseUrl) Place(ProviderDefinition provider) => (provider.Id, provider.BaseUrl);
}
