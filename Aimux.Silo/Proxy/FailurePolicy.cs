using System.Collections.Frozen;
using Aimux.Grains.Interfaces.Health;

namespace Aimux.Silo.Proxy;

/// <summary>From a failure to the next step, and to what the caller gets when no step is left.</summary>
internal static class FailurePolicy
{
    private static readonly FrozenDictionary<AttemptOutcome, FailureRule> Rules = FailureRules.All.ToFrozenDictionary(
        rule => rule.Outcome
    );

    /// <summary>All that follows from a kind of failure.</summary>
    public static FailureRule Of(AttemptOutcome outcome) => Rules[outcome];

    public static NextStep After(AttemptOutcome outcome) => Rules[outcome].Next;

    /// <summary>Whether the provider turned the attempt away before it could have begun to work on it.</summary>
    public static bool IsRejection(AttemptOutcome outcome) => Rules[outcome].IsRejection;

    /// <summary>Whether the same candidates may do better a moment later.</summary>
    public static bool MayPass(AttemptOutcome outcome) => Rules[outcome].MayPass;

    /// <summary>Whether a provider may fail so because of what it was sent.</summary>
    public static bool MayBeRequestsFault(AttemptOutcome outcome)
    {
        return outcome
            is AttemptOutcome.ServerError
                or AttemptOutcome.ErrorInAnswer
                or AttemptOutcome.Malformed
                or AttemptOutcome.EmptyAnswer
                or AttemptOutcome.Truncated
                or AttemptOutcome.ConnectionReset;
    }

    /// <summary>Of several failures the one with the highest weight tells the caller most about what to do.</summary>
    public static int Weight(AttemptOutcome outcome) => Rules[outcome].Weight;

    /// <summary>The status, type and code that the caller gets when every attempt failed.</summary>
    /// <param name="outcome">The failure.</param>
    /// <param name="status">The provider's status, if there was one.</param>
    public static (int Status, string Type, string Code) Show(AttemptOutcome outcome, int? status = null)
    {
        var shown = Rules[outcome].Shown;
        return (shown.StatusFor(status), shown.Type, shown.Code);
    }
}
