namespace Aimux.Dashboard.Decisions;

/// <summary>The last decisions of this process.</summary>
public interface IDecisionReader
{
    /// <summary>How many requests were decided since the start; only ever grows, so that a page can tell how many are new.</summary>
    long Count { get; }

    /// <summary>Those that are meant, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="limit">How many at the most; 1 to 1,000.</param>
    IReadOnlyList<DecisionView> Find(DecisionFilter filter, int limit);

    /// <summary>One decision; <c>null</c> if it is not among those kept.</summary>
    DecisionView? Find(string id);
}
