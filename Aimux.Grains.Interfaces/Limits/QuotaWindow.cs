namespace Aimux.Grains.Interfaces.Limits;

/// <summary>One thing of which an account has only so much.</summary>
/// <param name="Name">What it is: <c>5 hours</c>, <c>week</c>, <c>balance</c>.</param>
/// <param name="Unit">What is counted: requests, tokens, credits, percent, or a currency such as USD; empty if that is not known.</param>
/// <param name="Used">How much is used.</param>
/// <param name="Limit">How much there is.</param>
/// <param name="Remaining">How much is left; below 0 is owed.</param>
/// <param name="ResetsAt">When it is whole again or, where it comes back bit by bit, when the next bit does.</param>
[GenerateSerializer, Immutable, Alias("aimux.QuotaWindow")]
public sealed record QuotaWindow(
    [property: Id(0)] string Name,
    [property: Id(1)] string Unit,
    [property: Id(2)] decimal? Used = null,
    [property: Id(3)] decimal? Limit = null,
    [property: Id(4)] decimal? Remaining = null,
    [property: Id(5)] DateTimeOffset? ResetsAt = null
)
{
    /// <summary>Two of the three figures tell the third.</summary>
    /// <returns><c>null</c> if no figure is known.</returns>
    public QuotaWindow? Completed()
    {
        if (Used is null && Limit is null && Remaining is null)
        {
            return null;
        }

        return this with
        {
            Used = Used ?? Limit - Remaining,
            Limit = Limit ?? Used + Remaining,
            Remaining = Remaining ?? Limit - Used,
        };
    }
}
