using System.Collections.Frozen;

namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>What names of models have in common that mean the same model, whoever serves it and whoever asks.</summary>
public static class ModelName
{
    /// <summary>Whom models are called after as <c>maker/model</c> by some providers and by others not.</summary>
    private static readonly FrozenSet<string> KnownMakers = new[]
    {
        "anthropic",
        "deepseek",
        "deepseek-ai",
        "google",
        "meta",
        "meta-llama",
        "minimax",
        "minimaxai",
        "mistralai",
        "moonshotai",
        "nvidia",
        "openai",
        "qwen",
        "x-ai",
        "xai",
        "z-ai",
        "zai-org",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the name has no maker, or one who is known: anything else before a slash may be a provider misspelt.</summary>
    public static bool HasNoStranger(string name)
    {
        var bare = name.StartsWith("hf:", StringComparison.OrdinalIgnoreCase) ? name[3..] : name;
        var slash = bare.LastIndexOf('/');
        return slash < 0 || KnownMakers.Contains(bare[..slash]);
    }

    /// <summary>
    /// The bare name: without the place it comes from (<c>hf:</c>), its maker (<c>zai-org/</c>) and what tools add in
    /// brackets (<c>[1m]</c>), in lower case.
    /// </summary>
    public static string Bare(string name)
    {
        var bare = name.AsSpan().Trim();
        if (bare.EndsWith("]") && bare.LastIndexOf('[') is var bracket and > 0)
        {
            bare = bare[..bracket];
        }

        var slash = bare.LastIndexOf('/');
        bare = slash >= 0 && slash < bare.Length - 1 ? bare[(slash + 1)..] : bare;
        bare = bare.StartsWith("hf:", StringComparison.OrdinalIgnoreCase) && bare.Length > 3 ? bare[3..] : bare;
        return bare.ToString().ToLowerInvariant();
    }
}
