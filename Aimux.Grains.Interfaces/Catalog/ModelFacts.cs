namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>What a provider's model can do. <c>null</c> means that nothing is known, which counts as yes.</summary>
/// <param name="ContextTokens">Greatest prompt and answer together, tokens; at least 1.</param>
/// <param name="Tools">Whether it takes tools.</param>
/// <param name="Vision">Whether it takes images.</param>
/// <param name="Reasoning">Whether it reasons before it answers.</param>
[GenerateSerializer, Immutable, Alias("aimux.ModelFacts")]
public sealed record ModelFacts(
    [property: Id(0)] int? ContextTokens = null,
    [property: Id(1)] bool? Tools = null,
    [property: Id(2)] bool? Vision = null,
    [property: Id(3)] bool? Reasoning = null
)
{
    /// <summary>A model of which nothing is known.</summary>
    public static ModelFacts Unknown { get; } = new();
}
