namespace Aimux.Dashboard.Decisions;

/// <summary>Which decisions are meant; what is <c>null</c> does not matter.</summary>
/// <param name="Model">Part of the model's name, as the caller gave it, in any case.</param>
/// <param name="Provider">Who served it or was tried.</param>
/// <param name="Caller">Who asked.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="MoreAttemptsThan">More attempts than this; 1 finds failovers.</param>
/// <param name="Before">The id of a decision; only older ones are meant.</param>
public sealed record DecisionFilter(
    string? Model = null,
    string? Provider = null,
    string? Caller = null,
    DecisionOutcome? Outcome = null,
    int? MoreAttemptsThan = null,
    string? Before = null
)
{
    public static DecisionFilter None { get; } = new();
}
