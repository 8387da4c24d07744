using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Bench.Micro;

/// <summary>Values that every benchmark may use.</summary>
internal static class Some
{
    public const string Model = "gpt-demo";

    public static DateTimeOffset Now { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Three providers of one key each, which all serve <see cref="Model"/>.</summary>
    public static ImmutableArray<ProviderDefinition> Providers { get; } =
    [Provider("one"), Provider("two"), Provider("three")];

    public static ImmutableArray<ModelRoute> Routes { get; } =
    [new(Model, [.. Providers.Select(provider => new RouteCandidate(provider.Id, Model))])];

    public static KeyDefinition Key(string providerId)
    {
        var id = $"{providerId}/a";
        return new KeyDefinition(id, providerId, id, KeyLimits.Unknown);
    }

    private static ProviderDefinition Provider(string id) =>
        new(id, Dialect.OpenAi, $"http://{id}.invalid/v1", [Key(id)], [Model], ProviderTimeouts.Default);
}
