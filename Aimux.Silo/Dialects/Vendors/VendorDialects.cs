using System.Collections.Frozen;
using Aimux.Grains.Interfaces.Catalog;

namespace Aimux.Silo.Dialects.Vendors;

/// <summary>The dialects that are known.</summary>
internal static class VendorDialects
{
    /// <summary>In the order of docs/dialects.md.</summary>
    public static IReadOnlyList<VendorDialect> All { get; } =
    [
        Cerebras.Dialect,
        Zai.Dialect,
        Synthetic.Dialect,
        OpenAi.Dialect,
        Anthropic.Dialect,
        OpenRouter.Dialect,
        Groq.Dialect,
        DeepSeek.Dialect,
        Moonshot.Dialect,
        MiniMax.Dialect,
        Ollama.Dialect,
        Vllm.Dialect,
        LlamaCpp.Dialect,
    ];

    /// <summary>What any other vendor speaks: the protocols as they are.</summary>
    public static VendorDialect Plain { get; } = new();

    private static readonly FrozenDictionary<string, VendorDialect> ByVendor = All.SelectMany(dialect =>
            dialect.Vendors.Select(vendor => (vendor, dialect))
        )
        .ToFrozenDictionary(pair => pair.vendor, pair => pair.dialect);

    /// <summary>What a provider speaks: its vendor's dialect, as the operator wants it.</summary>
    public static VendorDialect Of(ProviderDefinition provider) =>
        OwnQuirks.Apply(Of(provider.Vendor), provider.Quirks.IsDefault ? [] : provider.Quirks);

    /// <param name="vendor">The preset of a provider; empty or unknown for <see cref="Plain"/>.</param>
    public static VendorDialect Of(string vendor) => ByVendor.GetValueOrDefault(vendor, Plain);
}
