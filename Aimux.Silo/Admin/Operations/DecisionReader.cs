using Aimux.Dashboard.Decisions;
using Aimux.Grains.Interfaces.History;
using Aimux.Silo.Proxy.Decisions;

namespace Aimux.Silo.Admin.Operations;

/// <summary>The data plane's records as pages and API read them.</summary>
internal sealed class DecisionReader(DecisionLog log) : IDecisionReader
{
    private const int CallerLeft = 499;

    /// <inheritdoc/>
    public long Count => log.Count;

    /// <inheritdoc/>
    public IReadOnlyList<DecisionView> Find(DecisionFilter filter, int limit) =>
        [.. Matching(filter).Take(limit).Select(View)];

    /// <inheritdoc/>
    public DecisionView? Find(string id) => log.Find(id) is { } decision ? View(decision) : null;

    /// <summary>The records that are meant, newest first.</summary>
    public IEnumerable<DecisionRecord> Matching(DecisionFilter filter) =>
        log.Newest(DecisionLog.Capacity).Where(decision => Matches(decision, filter));

    /// <summary>How a request ended for its caller.</summary>
    public static DecisionOutcome OutcomeOf(DecisionRecord decision) =>
        decision.End switch
        {
            null => DecisionOutcome.UnderWay,
            { Status: CallerLeft } => DecisionOutcome.CallerLeft,
            { Error: null, Status: < 400 } => DecisionOutcome.Served,
            { Status: >= 400 and < 500 and not 429 } => DecisionOutcome.Rejected,
            _ => DecisionOutcome.Failed,
        };

    private static bool Matches(DecisionRecord decision, DecisionFilter filter) =>
        (filter.Before is not { } before || string.CompareOrdinal(decision.Id, before) < 0)
        && (filter.Model is not { } model || decision.Model.Contains(model, StringComparison.OrdinalIgnoreCase))
        && (filter.Caller is not { } caller || decision.Caller == caller)
        && (filter.Outcome is not { } outcome || OutcomeOf(decision) == outcome)
        && (filter.MoreAttemptsThan is not { } attempts || decision.Attempts.Length > attempts)
        && (
            filter.Provider is not { } provider
            || decision.End?.Provider == provider
            || decision.Attempts.Any(attempt => attempt.Provider == provider)
        );

    private static DecisionView View(DecisionRecord decision)
    {
        var end = decision.End;
        return new DecisionView(
            decision.Id,
            decision.At,
            decision.Model,
            decision.Route,
            decision.Policy,
            decision.Streaming,
            decision.Caller,
            OutcomeOf(decision),
            Sentence(decision),
            end?.Status,
            end?.Error,
            end?.Provider,
            end?.UpstreamModel,
            end?.TimeToFirstMs,
            end?.DurationMs,
            end?.InputTokens,
            end?.OutputTokens,
            end?.CostUsd,
            decision.Candidates,
            decision.Exclusions,
            [.. decision.Attempts.Select(View)]
        );
    }

    private static AttemptView View(AttemptRecord attempt) =>
        new(
            attempt.Provider,
            attempt.Key,
            attempt.UpstreamModel,
            attempt.StartedMs,
            attempt.Hedge,
            attempt.End?.Outcome,
            attempt.End?.Status,
            attempt.End?.Detail,
            attempt.End?.LatencyMs,
            attempt.End?.DurationMs,
            attempt.Dropped,
            attempt.Changed
        );

    private static string Sentence(DecisionRecord decision)
    {
        var failed = decision
            .Attempts.Where(attempt => attempt.End is { Outcome: var outcome } && FailureKinds.Of(outcome) is not null)
            .Select(attempt => attempt.Provider)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var after = failed.Count == 0 ? "" : $" after {string.Join(" and ", failed)} failed";
        return OutcomeOf(decision) switch
        {
            DecisionOutcome.UnderWay => decision.Attempts is [.., var last]
                ? $"{last.Provider} is being asked{after}."
                : "It waits for a key or a provider.",
            DecisionOutcome.Served =>
                $"{decision.End!.Provider} served it as {decision.End.UpstreamModel} in {decision.End.DurationMs:0} ms{after}.",
            DecisionOutcome.CallerLeft => $"Its caller left after {decision.End!.DurationMs:0} ms{after}.",
            DecisionOutcome.Rejected => $"It was refused with {decision.End!.Status} {decision.End.Error}{after}.",
            _ when decision.End!.Provider is { } provider => $"{provider}'s answer broke{after}.",
            _ => $"Nobody served it: {decision.End!.Status} {decision.End.Error}{after}.",
        };
    }
}
