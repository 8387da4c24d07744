namespace Aimux.Dashboard.Live;

/// <summary>What went through the whole cluster, a provider or a key in the last minute.</summary>
/// <param name="Count">Requests, or attempts, that ended.</param>
/// <param name="Succeeded">Those that ended well.</param>
/// <param name="Failed">Those that ended badly; who left is in neither.</param>
/// <param name="PerSecond">Requests, or attempts, a second.</param>
/// <param name="TokensPerSecond">Tokens of answers a second.</param>
/// <param name="FirstTokenP50">Time to the first token, ms; <c>null</c> without a sample, as the others.</param>
/// <param name="FirstTokenP95">Time within which 95 of 100 began, ms.</param>
/// <param name="DurationP50">Time to the end, ms.</param>
/// <param name="DurationP95">Time within which 95 of 100 ended, ms.</param>
/// <param name="CostUsd">What it cost, dollars; <c>null</c> where no price is known.</param>
public sealed record Flow(
    long Count,
    long Succeeded,
    long Failed,
    double PerSecond,
    double TokensPerSecond,
    double? FirstTokenP50,
    double? FirstTokenP95,
    double? DurationP50,
    double? DurationP95,
    double? CostUsd
)
{
    public static Flow None { get; } = new(0, 0, 0, 0, 0, null, null, null, null, null);

    /// <summary>The share that ended well, 0 to 1; <c>null</c> if nothing ended.</summary>
    public double? SuccessShare => Succeeded + Failed == 0 ? null : (double)Succeeded / (Succeeded + Failed);
}
