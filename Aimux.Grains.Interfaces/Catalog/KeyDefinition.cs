namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>One API credential of a provider. The secret itself stays in each process's secret store.</summary>
/// <param name="Id">Unique in the catalog, <c>provider/name</c>; safe to log.</param>
/// <param name="ProviderId">The provider that accepts this key.</param>
/// <param name="QuotaGroup">Keys of one group share its limits; by default the key's own id, a group of its own.</param>
/// <param name="Limits">Configured limits.</param>
/// <param name="Weight">Share among the keys of a provider, relative to the others; above 0.</param>
[GenerateSerializer, Immutable, Alias("aimux.KeyDefinition")]
public sealed record KeyDefinition(
    [property: Id(0)] string Id,
    [property: Id(1)] string ProviderId,
    [property: Id(2)] string QuotaGroup,
    [property: Id(3)] KeyLimits Limits,
    [property: Id(4)] double Weight = 1
);
