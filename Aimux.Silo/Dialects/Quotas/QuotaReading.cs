using System.Collections.Immutable;

namespace Aimux.Silo.Dialects.Quotas;

/// <summary>What a vendor told of a key's quota.</summary>
/// <param name="Windows">What is left of what; empty if it was never told.</param>
/// <param name="At">When the windows were told; without any, when the problem was met.</param>
/// <param name="Problem">Why the last question brought no windows; <c>null</c> if it did.</param>
internal sealed record QuotaReading(ImmutableArray<QuotaWindow> Windows, DateTimeOffset At, string? Problem = null)
{
    public static QuotaReading Failed(string problem, DateTimeOffset now) => new([], now, problem);
}
