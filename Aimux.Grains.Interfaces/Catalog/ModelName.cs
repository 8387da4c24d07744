namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>What names of models have in common that mean the same model, whoever serves it and whoever asks.</summary>
public static class ModelName
{
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
