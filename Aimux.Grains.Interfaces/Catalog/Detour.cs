namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>Where some requests of a route go instead.</summary>
/// <param name="When">Which requests.</param>
/// <param name="To">The model that they are served as: any name that callers could use.</param>
[GenerateSerializer, Immutable, Alias("aimux.Detour")]
public sealed record Detour([property: Id(0)] DetourReason When, [property: Id(1)] string To);
