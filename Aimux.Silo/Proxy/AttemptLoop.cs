using System.Diagnostics;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy.Decisions;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Carries one request to an answer: asks the router, takes a lease, forwards, and goes on with the next key or
/// provider until the commit point. One object a request.
/// </summary>
internal sealed partial class AttemptLoop(
    DataPlane plane,
    HttpContext context,
    RequestBody body,
    RequestPeek peek,
    DecisionRecord decision
)
{
    private const int MaxRounds = 4;

    /// <summary>Pause before a second round over the same candidates; doubled for each further one.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(150);

    /// <summary>A probe that others could replace must not hold its caller for long.</summary>
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(15);

    private readonly AttemptBudget _budget = new(plane.Options, decision.At);
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly HashSet<string> _spentGroups = new(StringComparer.Ordinal);
    private readonly List<(string Provider, AttemptFailure Failure)> _failures = [];
    private DateTimeOffset? _reopensAt;
    private LoopResult _result = LoopResult.UnknownModel;

    private enum RoundEnd
    {
        Answered,
        ReturnToCaller,
        Exhausted,
    }

    /// <summary>Runs to the end of the answer, or to the end of all means.</summary>
    public async Task<LoopResult> Run()
    {
        for (var round = 1; ; round++)
        {
            // :: 1. Ask the router who could serve, best first.
            var route = await plane.Grains.Router.Decide(new RouteQuery(peek.Model, peek.Streaming));
            decision.Take(route);
            if (route.Route is null)
            {
                return LoopResult.UnknownModel;
            }

            foreach (var exclusion in route.Exclusions)
            {
                NoteReopening(exclusion.ReopensAt);
            }

            // :: 2. Try them in turn.
            var end = await TryCandidates(route);
            if (end == RoundEnd.Answered)
            {
                return _result;
            }

            if (end == RoundEnd.ReturnToCaller || !WorthAnotherRound(round))
            {
                return LoopResult.Failed(_failures, _reopensAt);
            }

            // :: 3. All failed in a way that may pass: once more, after a breath.
            await Task.Delay(FirstPause * Math.ScaleB(1, round - 1), plane.Time, context.RequestAborted);
        }
    }

    private async Task<RoundEnd> TryCandidates(RouteDecision route)
    {
        for (var i = 0; i < route.Candidates.Length; i++)
        {
            var candidate = route.Candidates[i];
            var isLast = i == route.Candidates.Length - 1;
            foreach (var keyId in candidate.KeyIds)
            {
                if (!_budget.AllowsAnother(plane.Time.GetUtcNow()))
                {
                    return RoundEnd.Exhausted;
                }

                if (await Begin(candidate, keyId, isLast) is not { } attempt)
                {
                    continue;
                }

                switch (await Carry(attempt))
                {
                    case null:
                        return RoundEnd.Answered;
                    case NextStep.ReturnToCaller:
                        return RoundEnd.ReturnToCaller;
                    case NextStep.NextKey:
                        continue;
                    default:
                        break;
                }

                break;
            }
        }

        return RoundEnd.Exhausted;
    }

    /// <summary>Takes a lease of the key, if it and its provider allow it.</summary>
    private async ValueTask<Attempt?> Begin(RankedCandidate candidate, string keyId, bool isLast)
    {
        var catalog = plane.Catalog.Current;
        var key = catalog.FindKey(keyId);
        var provider = catalog.FindProvider(candidate.ProviderId);
        if (key is null || provider is null || _spentGroups.Contains(key.QuotaGroup))
        {
            return null;
        }

        if (plane.Secrets.Find(keyId) is not { } secret)
        {
            return Exclude(candidate, keyId, ExclusionReason.SecretMissing, null);
        }

        var acquired = await TryAcquire(keyId);
        if (acquired.Lease is not { } lease)
        {
            NoteReopening(acquired.ReopensAt);
            return Exclude(candidate, keyId, ExclusionReason.KeyRefused, acquired.ReopensAt);
        }

        if (candidate.Reason == CandidateReason.Probe && !await plane.Grains.Provider(provider.Id).TryProbe())
        {
            await plane.Grains.Key(keyId).Report(new KeyReport(lease.Id, AttemptOutcome.CallerLeft, 0, null));
            return Exclude(candidate, keyId, ExclusionReason.ProbeTaken, null);
        }

        var stage = peek.Streaming ? provider.Timeouts.FirstEvent : provider.Timeouts.Answer;
        if (candidate.Reason == CandidateReason.Probe && !isLast && stage > ProbeTime)
        {
            stage = ProbeTime;
        }

        var since = Stopwatch.GetElapsedTime(_started).TotalMilliseconds;
        var record = new AttemptRecord(provider.Id, keyId, candidate.UpstreamModel, since);
        decision.Begin(record);
        return new Attempt(
            candidate,
            provider,
            plane.Upstreams.For(provider),
            secret,
            lease,
            _budget.Within(stage, plane.Time.GetUtcNow()),
            Stopwatch.GetTimestamp(),
            record
        );
    }

    private async ValueTask<AcquireResult> TryAcquire(string keyId)
    {
        try
        {
            return await plane.Grains.Key(keyId).TryAcquire(peek.EstimateTokens(body.Length));
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            // One key's grain out of reach is no reason to fail while there are others.
            LogKeyOutOfReach(keyId, failure);
            return new AcquireResult(null, RefusalReason.UnknownKey);
        }
    }

    /// <summary>Forwards under the lease, and reports how it ended.</summary>
    /// <returns><c>null</c> if the caller has its answer, whole or broken.</returns>
    private async Task<NextStep?> Carry(Attempt attempt)
    {
        Task? reported = null;
        try
        {
            var opened = await plane.Forwarder.Open(attempt, context, body, peek);
            if (!opened.Succeeded(out var answer, out var failure))
            {
                reported = plane.Reporter.Report(attempt, failure, peek);
                return Judge(attempt, failure);
            }

            using (answer)
            {
                _result = LoopResult.Answered(attempt, answer, Stopwatch.GetElapsedTime(_started));
                SetHeaders(attempt);
                await answer.Relay(
                    context,
                    outcome =>
                    {
                        _result.Outcome = outcome;
                        reported = plane.Reporter.Report(attempt, outcome, answer, peek);
                    }
                );
            }

            return null;
        }
        finally
        {
            // Whatever happened, the lease goes back.
            await (reported ?? plane.Reporter.GiveBack(attempt, peek));
        }
    }

    private NextStep Judge(Attempt attempt, AttemptFailure failure)
    {
        _failures.Add((attempt.Provider.Id, failure));
        _budget.Count(failure.Outcome);
        if (failure.RetryAfter is { } wait)
        {
            NoteReopening(plane.Time.GetUtcNow() + wait);
        }

        if (failure.Outcome is AttemptOutcome.RateLimited or AttemptOutcome.QuotaExhausted)
        {
            _spentGroups.Add(plane.Catalog.Current.FindKey(attempt.Lease.KeyId)?.QuotaGroup ?? attempt.Lease.KeyId);
        }

        return FailurePolicy.After(failure.Outcome);
    }

    private bool WorthAnotherRound(int round)
    {
        return round < MaxRounds
            && _failures.Count > 0
            && FailurePolicy.MayPass(_failures[^1].Failure.Outcome)
            && _budget.AllowsAnother(plane.Time.GetUtcNow() + FirstPause);
    }

    private void SetHeaders(Attempt attempt)
    {
        var headers = context.Response.Headers;
        headers[HeaderRules.Provider] = attempt.Provider.Id;
        headers[HeaderRules.Model] = attempt.Candidate.UpstreamModel;
        headers[HeaderRules.Attempts] = decision.Attempts.Length == 1 ? "1" : decision.Attempts.Length.ToString();
        if (attempt.Provider.Simulated)
        {
            headers[HeaderRules.Simulated] = "true";
        }
    }

    private Attempt? Exclude(RankedCandidate candidate, string keyId, ExclusionReason reason, DateTimeOffset? reopensAt)
    {
        decision.Exclude(new Exclusion(candidate.ProviderId, keyId, reason, reopensAt));
        return null;
    }

    private void NoteReopening(DateTimeOffset? at)
    {
        if (at is { } time && !(_reopensAt <= time))
        {
            _reopensAt = time;
        }
    }

    private void LogKeyOutOfReach(string key, Exception failure) => LogKeyOutOfReach(plane.Logger, key, failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Key {Key} could not be asked for a lease")]
    private static partial void LogKeyOutOfReach(ILogger logger, string key, Exception failure);
}
