using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy.Decisions;
using Aimux.Silo.Proxy.Translation;
using Aimux.Silo.Proxy.Waiting;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Carries one request to an answer: asks the router, takes a lease, forwards, and goes on with the next key or
/// provider until the commit point. One object a request.
/// </summary>
internal sealed class AttemptLoop : IAsyncDisposable
{
    /// <summary>Before a second round for a probe that another request took, or a catalog that changed meanwhile.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(150);
    private const int MaxRounds = 4;

    private readonly DataPlane _plane;
    private readonly HttpContext _context;
    private readonly RequestPeek _peek;
    private readonly DecisionRecord _decision;
    private readonly AttemptBudget _budget;
    private readonly AttemptStarter _starter;
    private readonly AttemptCarrier _carrier;
    private readonly RequestWait _wait;

    public AttemptLoop(
        DataPlane plane,
        HttpContext context,
        RequestBody body,
        RequestPeek peek,
        DecisionRecord decision,
        ProxyBounds bounds
    )
    {
        (_plane, _context, _peek, _decision) = (plane, context, peek, decision);
        _budget = new AttemptBudget(bounds, decision.At);
        _wait = new RequestWait(plane, bounds, decision.Caller ?? "", decision.At);
        _starter = new AttemptStarter(plane, peek, new RequestPayloads(body, peek), decision, _budget);
        _carrier = new AttemptCarrier(plane, context, body, peek, decision, bounds, _budget, _starter);
    }

    /// <summary>Runs to the end of the answer, or to the end of all means.</summary>
    public async Task<LoopResult> Run()
    {
        for (var round = 1; ; )
        {
            // :: 1. Ask the router who could serve, best first.
            var gains = _plane.Headroom.Gains;
            var route = await Decide();
            if (route.Route is null)
            {
                return LoopResult.UnknownModel;
            }

            // :: 2. Where others wait already, line up behind them.
            if (_wait.MustLineUp(route.Route))
            {
                if (await _wait.LineUp(route.Route, _context.RequestAborted))
                {
                    continue;
                }

                return _wait.Refused(_decision);
            }

            // :: 3. Try them in turn.
            var next = await TryCandidates(route);
            if (_carrier.Answered is { } answered)
            {
                return answered;
            }

            if (next == NextStep.ReturnToCaller)
            {
                return Failed();
            }

            // :: 4. All failed in a way that may pass: once more, after a breath.
            if (PauseBeforeNextRound(round, route) is { } pause)
            {
                await Task.Delay(pause, _plane.Time, _context.RequestAborted);
                _carrier.BeginRound();
                round++;
            }
            // :: 5. All rest, and the first opens in time: wait instead of failing.
            else if (!await _wait.For(route.Route, _starter.ReopensAt, gains, _context.RequestAborted))
            {
                return Failed();
            }

            _starter.BeginRound();
        }
    }

    public ValueTask DisposeAsync()
    {
        _wait.Dispose();
        return _carrier.DisposeAsync();
    }

    /// <exception cref="InvalidRequestException">Nobody was asked, since those who serve it speak a protocol that cannot say it.</exception>
    private LoopResult Failed()
    {
        return _carrier.Failures.Count == 0 && _starter is { Untranslatable: { } mistake, ReopensAt: null }
            ? throw new InvalidRequestException(mistake.Message, mistake.Parameter)
            : LoopResult.Failed(_carrier.Failures, _starter.ReopensAt);
    }

    private async ValueTask<RouteDecision> Decide()
    {
        var query = new RouteQuery(_peek.Model, _peek.InputTokens, _peek.OutputTokens, _peek.Needs, _peek.Conversation);
        var route = await _plane.Grains.Router.Decide(query);
        if (_plane.Stored.Find(_peek.GoesOnFrom) is { } home)
        {
            route = Pin(route, home);
        }

        _decision.Take(route);
        foreach (var exclusion in route.Exclusions)
        {
            _starter.NoteReopening(exclusion.ReopensAt);
        }

        return route;
    }

    /// <summary>
    /// Leaves only the provider, and of its keys those of the account, that keep what the request goes on from. Nobody
    /// waits for the others.
    /// </summary>
    private RouteDecision Pin(RouteDecision route, StoredResponses.Home home)
    {
        var keys = _plane.Catalog.Current.FindGroup(home.QuotaGroup);
        var homes = route
            .Candidates.Where(candidate => candidate.ProviderId == home.Provider)
            .Select(candidate =>
                candidate with
                {
                    // Of many keys the router draws a few: not those of this account, perhaps.
                    KeyIds = [.. keys.Select(key => key.Id)],
                }
            );
        var others = route
            .Candidates.Select(candidate => candidate.ProviderId)
            .Concat(route.Exclusions.Select(exclusion => exclusion.ProviderId))
            .Where(provider => provider != home.Provider)
            .Distinct(StringComparer.Ordinal);
        return route with
        {
            Candidates = [.. homes],
            Exclusions =
            [
                .. route.Exclusions.Where(exclusion => exclusion.ProviderId == home.Provider),
                .. others.Select(other => new Exclusion(other, null, ExclusionReason.StoredElsewhere, null)),
            ],
        };
    }

    /// <returns>What the last attempt asked for.</returns>
    private async Task<NextStep> TryCandidates(RouteDecision route)
    {
        for (var i = 0; i < route.Candidates.Length; i++)
        {
            var candidate = route.Candidates[i];
            if (!_carrier.HasRoom(candidate) || !await _starter.MayTry(candidate))
            {
                continue;
            }

            var others =
                route.Hedge && i == 0 && _peek.Operation.Protocol is not null
                    ? route.Candidates.AsMemory()[1..]
                    : default;
            var next = await TryKeys(candidate, others, isLast: i == route.Candidates.Length - 1);
            if (next is null)
            {
                await _starter.GiveUp(candidate);
            }
            else if (_carrier.Answered is not null || next == NextStep.ReturnToCaller)
            {
                return NextStep.ReturnToCaller;
            }
        }

        return _carrier.IsTooLong ? NextStep.ReturnToCaller : NextStep.NextProvider;
    }

    /// <returns><c>null</c> if no attempt was made.</returns>
    private async Task<NextStep?> TryKeys(
        RankedCandidate candidate,
        ReadOnlyMemory<RankedCandidate> others,
        bool isLast
    )
    {
        NextStep? next = null;
        foreach (var keyId in candidate.KeyIds)
        {
            do
            {
                if (!_budget.AllowsAnother(_plane.Time.GetUtcNow()))
                {
                    return next;
                }

                if (await _starter.Begin(candidate, keyId, isLast) is not { } attempt)
                {
                    break;
                }

                _wait.Over();
                next = await _carrier.Carry(attempt, others);
            } while (next == NextStep.SameKey);

            if (next is not (null or NextStep.NextKey or NextStep.SameKey))
            {
                return next;
            }
        }

        return next == NextStep.SameKey ? NextStep.NextProvider : next;
    }

    /// <returns><c>null</c> if another round is not worth it.</returns>
    private TimeSpan? PauseBeforeNextRound(int round, RouteDecision route)
    {
        var pause =
            // Whoever the router named may have left since; who came instead has not been tried.
            route.CatalogVersion != _plane.Catalog.Current.Catalog.Version
                ? TimeSpan.Zero
            : _carrier.AgainAfter is { } again ? again
            : _carrier.Failures.Count == 0 && _starter.ProbeWasTaken ? ShortPause
            : (TimeSpan?)null;
        return
            round < MaxRounds
            && pause is { } wait
            && _budget.AllowsAnother(_plane.Time.GetUtcNow() + wait)
            && (wait == TimeSpan.Zero || _plane.Retries.TrySpend())
            ? wait
            : null;
    }
}
