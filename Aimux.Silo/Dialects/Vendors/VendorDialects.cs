using System.Collections.Frozen;

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

    /// <param name="vendor">The preset of a provider; empty or unknown for <see cref="Plain"/>.</param>
    public static VendorDialect Of(string vendor) => ByVendor.GetValueOrDefault(vendor, Plain);
}
