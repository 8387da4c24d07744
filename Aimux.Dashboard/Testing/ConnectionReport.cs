namespace Aimux.Dashboard.Testing;

/// <summary>How a try of a provider went.</summary>
/// <param name="Succeeded">Whether it answered as a provider does.</param>
/// <param name="Summary">What happened, in one sentence, and what to do if it failed. Never a secret.</param>
/// <param name="Status">Its HTTP status; <c>null</c> if there was none.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Models">The models that it lists, at most 1,000; empty if it lists none.</param>
public sealed record ConnectionReport(
    bool Succeeded,
    string Summary,
    int? Status,
    TimeSpan Elapsed,
    ImmutableArray<string> Models
);
