using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Configuration;

/// <summary>
/// Routes for the names that coding tools ask for on their own, so that those tools work with whatever providers there
/// are: each provider serves with the newest of its large or small models. Only names that nobody lists are routed so.
/// </summary>
internal static class ToolModels
{
    /// <summary>What tools ask for, and whether it stands for a small and quick model. The longest name that fits counts.</summary>
    private static readonly (string Name, bool Small)[] Asked =
    [
        ("claude-haiku-*", true),
        ("claude-3-haiku-*", true),
        ("claude-3-5-haiku-*", true),
        ("claude-*", false),
        ("gpt-5-mini*", true),
        ("gpt-5-nano*", true),
        ("gpt-5.1-codex-mini*", true),
        ("codex-mini*", true),
        ("gpt-5*", false),
        ("codex-*", false),
    ];

    /// <param name="providers">With the models that are known of them.</param>
    public static ImmutableArray<ModelRoute> RoutesFor(IReadOnlyList<ProviderDefinition> providers)
    {
        var large = Candidates(providers, preset => preset.LargeModels);
        var small = Candidates(providers, preset => preset.SmallModels, otherwise: large);
        if (large.IsEmpty)
        {
            return [];
        }

        var families = Asked.GroupBy(name => name.Name.StartsWith("claude", StringComparison.Ordinal));
        return
        [
            .. families
                .Where(family => !IsServed(family.Select(name => name.Name), family.Key, providers))
                .SelectMany(family => family)
                .Select(name => new ModelRoute(name.Name, name.Small ? small : large, Implied: true)),
        ];
    }

    /// <summary>
    /// Where the family's own vendor serves, or somebody of one's own who lists its models, a name that nobody knows is a
    /// mistake to be told. The vendor counts before it has said what it serves: what is meant for it must not go elsewhere.
    /// </summary>
    private static bool IsServed(
        IEnumerable<string> names,
        bool isAnthropics,
        IReadOnlyList<ProviderDefinition> providers
    )
    {
        var vendor = isAnthropics ? "anthropic" : "openai";
        var prefixes = names.Select(name => name.TrimEnd('*')).ToArray();
        return providers.Any(provider =>
            provider.Vendor == vendor
            || provider.Vendor.Length == 0
                && provider.Models.Any(model =>
                    Array.Exists(prefixes, prefix => ModelName.Bare(model).StartsWith(prefix, StringComparison.Ordinal))
                )
        );
    }

    private static ImmutableArray<RouteCandidate> Candidates(
        IReadOnlyList<ProviderDefinition> providers,
        Func<ProviderPreset, IReadOnlyList<Regex>> wanted,
        ImmutableArray<RouteCandidate> otherwise = default
    )
    {
        var candidates = providers.Select(provider => (provider.Id, Model: Choose(provider, wanted)));
        return
        [
            .. candidates
                .Select(each =>
                    each.Model is { } model ? new RouteCandidate(each.Id, model)
                    : otherwise.IsDefault ? null
                    : otherwise.FirstOrDefault(candidate => candidate.ProviderId == each.Id)
                )
                .OfType<RouteCandidate>(),
        ];
    }

    private static string? Choose(ProviderDefinition provider, Func<ProviderPreset, IReadOnlyList<Regex>> wanted)
    {
        var patterns = ProviderPreset.Find(provider.Vendor) is { } preset ? wanted(preset) : [];
        foreach (var pattern in patterns)
        {
            if (provider.Models.Where(model => pattern.IsMatch(model)).Max(NewestModel.Instance) is { } newest)
            {
                return newest;
            }
        }

        // Of a provider that nobody knows, the one model that it has must be meant.
        return provider.Models is [var only] && patterns.Count == 0 ? only : null;
    }
}
