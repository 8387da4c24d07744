using System.Diagnostics;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy.Decisions;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Carries one request to an answer: asks the router, takes a lease, forwards, and goes on with the next key or
/// provider until the commit point. One object a request.
/// </summary>
internal sealed class AttemptLoop
{
    private const int MaxRounds = 4;

    /// <summary>Pause before a second round over the same candidates; doubled for each further one.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(150);

    private readonly DataPlane _plane;
    private readonly HttpContext _context;
    private readonly RequestBody _body;
    private readonly RequestPeek _peek;
    private readonly DecisionRecord _decision;
    private readonly ProxyBounds _bounds;
    private readonly AttemptBudget _budget;
    private readonly AttemptStarter _starter;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<(string Provider, AttemptFailure Failure)> _failures = [];
    private LoopResult? _answered;

    public AttemptLoop(
        DataPlane plane,
        HttpContext context,
        RequestBody body,
        RequestPeek peek,
        DecisionRecord decision,
        ProxyBounds bounds
    )
    {
        (_plane, _context, _body, _peek) = (plane, context, body, peek);
        (_decision, _bounds) = (decision, bounds);
        _budget = new AttemptBudget(bounds, decision.At);
        _starter = new AttemptStarter(plane, peek, decision, _budget);
    }

    /// <summary>Runs to the end of the answer, or to the end of all means.</summary>
    public async Task<LoopResult> Run()
    {
        for (var round = 1; ; round++)
        {
            // :: 1. Ask the router who could serve, best first.
            var route = await _plane.Grains.Router.Decide(
                new RouteQuery(_peek.Model, _peek.InputTokens, _peek.OutputTokens, _peek.Needs, _peek.Conversation)
            );
            _decision.Take(route);
            if (route.Route is null)
            {
                return LoopResult.UnknownModel;
            }

            foreach (var exclusion in route.Exclusions)
            {
                _starter.NoteReopening(exclusion.ReopensAt);
            }

            // :: 2. Try them in turn.
            var next = await TryCandidates(route);
            if (_answered is not null)
            {
                return _answered;
            }

            if (next == NextStep.ReturnToCaller || !WorthAnotherRound(round, route))
            {
                return LoopResult.Failed(_failures, _starter.ReopensAt);
            }

            // :: 3. All failed in a way that may pass: once more, after a breath.
            await Task.Delay(FirstPause * Math.ScaleB(1, round - 1), _plane.Time, _context.RequestAborted);
        }
    }

    /// <returns>What the last attempt asked for.</returns>
    private async Task<NextStep> TryCandidates(RouteDecision route)
    {
        for (var i = 0; i < route.Candidates.Length; i++)
        {
            var candidate = route.Candidates[i];
            if (!await _starter.MayTry(candidate))
            {
                continue;
            }

            var next = await TryKeys(candidate, isLast: i == route.Candidates.Length - 1);
            if (next is null)
            {
                await _starter.GiveUp(candidate);
            }
            else if (_answered is not null || next == NextStep.ReturnToCaller)
            {
                return NextStep.ReturnToCaller;
            }
        }

        return NextStep.NextProvider;
    }

    /// <returns><c>null</c> if no attempt was made.</returns>
    private async Task<NextStep?> TryKeys(RankedCandidate candidate, bool isLast)
    {
        NextStep? next = null;
        foreach (var keyId in candidate.KeyIds)
        {
            if (!_budget.AllowsAnother(_plane.Time.GetUtcNow()))
            {
                return next;
            }

            if (await _starter.Begin(candidate, keyId, isLast) is not { } attempt)
            {
                continue;
            }

            next = await Carry(attempt);
            if (next != NextStep.NextKey)
            {
                return next;
            }
        }

        return next;
    }

    /// <summary>Forwards under the lease, and reports how it ended.</summary>
    private async Task<NextStep> Carry(Attempt attempt)
    {
        Task<DateTimeOffset?>? reported = null;
        try
        {
            var opened = await _plane.Forwarder.Open(attempt, _context, _body, _peek, _bounds.MaxHeldAnswerBytes);
            if (!opened.Succeeded(out var answer, out var failure))
            {
                reported = _plane.Reporter.Report(attempt, failure, _peek);
                _starter.NoteReopening(await reported);
                return Judge(attempt, failure);
            }

            using (answer)
            {
                var result = LoopResult.Answered(attempt, answer, Stopwatch.GetElapsedTime(_started));
                _answered = result;
                SetHeaders(attempt);
                await answer.Relay(
                    _context,
                    outcome =>
                    {
                        result.Outcome = outcome;
                        reported = _plane.Reporter.Report(attempt, outcome, answer, _peek);
                    }
                );
            }

            return NextStep.ReturnToCaller;
        }
        finally
        {
            // Whatever happened, the lease goes back.
            await (reported ?? _plane.Reporter.GiveBack(attempt, _peek));
        }
    }

    private NextStep Judge(Attempt attempt, AttemptFailure failure)
    {
        _failures.Add((attempt.Provider.Id, failure));
        _budget.Count(failure.Outcome);
        if (failure.Outcome is AttemptOutcome.RateLimited or AttemptOutcome.QuotaExhausted)
        {
            _starter.NoteSpent(attempt.Lease.KeyId);
        }

        return FailurePolicy.After(failure.Outcome);
    }

    private bool WorthAnotherRound(int round, RouteDecision route)
    {
        // Whoever the router named may have left since; who came instead has not been tried.
        var mayPass =
            route.CatalogVersion != _plane.Catalog.Current.Catalog.Version
            || (_failures.Count > 0 ? FailurePolicy.MayPass(_failures[^1].Failure.Outcome) : _starter.ProbeWasTaken);
        return mayPass && round < MaxRounds && _budget.AllowsAnother(_plane.Time.GetUtcNow() + FirstPause);
    }

    private void SetHeaders(Attempt attempt)
    {
        var headers = _context.Response.Headers;
        headers[HeaderRules.Provider] = attempt.Provider.Id;
        headers[HeaderRules.Model] = HeaderRules.Value(attempt.Candidate.UpstreamModel);
        headers[HeaderRules.Attempts] = _decision.Attempts.Length == 1 ? "1" : _decision.Attempts.Length.ToString();
        if (attempt.Provider.Simulated)
        {
            headers[HeaderRules.Simulated] = "true";
        }
    }
}
