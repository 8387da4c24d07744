using System.Collections.Immutable;

namespace Aimux.Grains.Interfaces.Limits;

/// <summary>What a vendor told of a key's quota.</summary>
/// <param name="Windows">What is left of what; empty if it was never told.</param>
/// <param name="At">When the windows were told; without any, when the problem was met.</param>
/// <param name="Problem">Why the last question brought no windows; <c>null</c> if it did.</param>
[GenerateSerializer, Immutable, Alias("aimux.QuotaReading")]
public sealed record QuotaReading(
    [property: Id(0)] ImmutableArray<QuotaWindow> Windows,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string? Problem = null
)
{
    public static QuotaReading Failed(string problem, DateTimeOffset now) => new([], now, problem);
}
