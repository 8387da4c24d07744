namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>What one key may do. <c>null</c> means that no limit is known.</summary>
/// <param name="RequestsPerMinute">Requests admitted per minute; at least 1.</param>
/// <param name="TokensPerMinute">Tokens (prompt and completion) admitted per minute; at least 1.</param>
/// <param name="Concurrency">Attempts in flight at once; at least 1.</param>
/// <param name="RequestsPerDay">Requests admitted per day; at least 1.</param>
[GenerateSerializer, Immutable, Alias("aimux.KeyLimits")]
public sealed record KeyLimits(
    [property: Id(0)] int? RequestsPerMinute = null,
    [property: Id(1)] int? TokensPerMinute = null,
    [property: Id(2)] int? Concurrency = null,
    [property: Id(3)] int? RequestsPerDay = null
)
{
    /// <summary>A key of which nothing is known: its provider's answers tell.</summary>
    public static KeyLimits Unknown { get; } = new();
}
