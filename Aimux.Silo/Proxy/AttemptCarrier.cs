using System.Diagnostics;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy.Decisions;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Forwards attempts under their leases, reports how each ended, and keeps what failed. One object a request.
/// </summary>
internal sealed class AttemptCarrier(
    DataPlane plane,
    HttpContext context,
    RequestBody body,
    RequestPeek peek,
    DecisionRecord decision,
    ProxyBounds bounds,
    AttemptBudget budget,
    AttemptStarter starter
) : IAsyncDisposable
{
    private const int MostRepairs = 4;

    /// <summary>Before what may pass, and has no time of its own, is tried again.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(150);

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<(string Provider, AttemptFailure Failure)> _failures = [];
    private readonly HashSet<string> _askedOneMore = new(StringComparer.Ordinal);

    // One for all attempts: middle boxes count the silence of the whole request.
    private readonly CallerKeepAlive? _keepAlive = peek is { Streaming: true, Operation.Protocol: not null }
        ? new CallerKeepAlive(context, bounds.KeepAlive, plane.Time)
        : null;

    private Task _losing = Task.CompletedTask;
    private Attempt? _beside;
    private int? _tooSmall;
    private int _repairs;
    private int _again;

    /// <summary>The answer, once one was sent to the caller.</summary>
    public LoopResult? Answered { get; private set; }

    /// <summary>What failed so far.</summary>
    public IReadOnlyList<(string Provider, AttemptFailure Failure)> Failures => _failures;

    /// <summary>When it is worth asking those again that failed in this round; <c>null</c> if it is not.</summary>
    public TimeSpan? AgainAfter { get; private set; }

    /// <summary>Whether a provider said that the request is too long for its model.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Whether a candidate may take the request: one that was too long elsewhere needs a larger model.</summary>
    public bool HasRoom(RankedCandidate candidate) =>
        !IsTooLong || candidate.ContextTokens is { } context && !(context <= _tooSmall);

    /// <summary>Forwards an attempt, and relays its answer if it comes to one.</summary>
    /// <param name="attempt">The attempt; its lease is given back in any case.</param>
    /// <param name="others">Who may be tried beside it if it is slow; empty where the route does not hedge.</param>
    public async Task<NextStep> Carry(Attempt attempt, ReadOnlyMemory<RankedCandidate> others)
    {
        Task<DateTimeOffset?>? reported = null;
        try
        {
            // :: 1. Bring it, or one beside it, to its commit point.
            Opened opened;
            (attempt, opened) = await Open(attempt, others);
            if (!opened.Succeeded(out var answer, out var failure))
            {
                reported = Report(attempt, failure);
                starter.NoteReopening(await reported);
                return await Judge(attempt, failure);
            }

            // :: 2. From here the answer is this one, whatever happens.
            using (answer)
            {
                var result = LoopResult.Answered(attempt, answer, Stopwatch.GetElapsedTime(_started));
                Answered = result;
                await StopKeepAlive();
                SetHeaders(attempt);
                await answer.Relay(
                    context,
                    outcome =>
                    {
                        result.Outcome = outcome;
                        reported = plane.Reporter.Report(attempt, outcome, answer, peek);
                    }
                );
            }

            return NextStep.ReturnToCaller;
        }
        finally
        {
            // :: 3. Whatever happened, the leases go back, and nobody reads the body any more.
            await (reported ?? plane.Reporter.GiveBack(attempt, peek));
            await _losing;
            if (_beside is { } lost && !ReferenceEquals(lost.Record, attempt.Record) && lost.Record.End is null)
            {
                await plane.Reporter.GiveBack(lost, peek);
            }

            _beside = null;
        }
    }

    /// <summary>Begins another round over the candidates.</summary>
    public void BeginRound()
    {
        _again++;
        AgainAfter = null;
        _askedOneMore.Clear();
    }

    public ValueTask DisposeAsync() => StopKeepAlive();

    private async ValueTask<(Attempt Attempt, Opened Opened)> Open(
        Attempt attempt,
        ReadOnlyMemory<RankedCandidate> others
    )
    {
        if (others.IsEmpty || attempt.Candidate.HedgeAfterMs is not { } after)
        {
            return (attempt, await Open(attempt));
        }

        var opening = new HedgedOpening(plane.Hedges, plane.Time, Open, () => BeginBeside(attempt, others), ReportLost);
        var result = await opening.Run(attempt, TimeSpan.FromMilliseconds(after));
        _losing = opening.Settled;
        return result;
    }

    private Task<Opened> Open(Attempt attempt) =>
        plane.Forwarder.Open(attempt, context, body, peek, bounds.MaxHeldAnswerBytes);

    /// <summary>A second attempt at another provider that is as healthy as the first.</summary>
    private async ValueTask<Attempt?> BeginBeside(Attempt first, ReadOnlyMemory<RankedCandidate> others)
    {
        _beside = first;
        for (var i = 0; i < others.Length; i++)
        {
            var other = others.Span[i];
            if (other.Reason is CandidateReason.Probe or CandidateReason.LastResort || !HasRoom(other))
            {
                continue;
            }

            foreach (var keyId in other.KeyIds)
            {
                if (await starter.Begin(other, keyId, isLast: false) is { } second)
                {
                    second.Record.Hedge = true;
                    _beside = second;
                    return second;
                }
            }
        }

        return null;
    }

    private Task<DateTimeOffset?> ReportLost(Attempt lost, Opened opened)
    {
        if (opened.Answer is { } answer)
        {
            answer.Dispose();
            return plane.Reporter.Report(lost, AttemptOutcome.Outrun, answer, peek);
        }

        var failure = opened.Failure!;
        if (failure.Outcome is not (AttemptOutcome.Outrun or AttemptOutcome.CallerLeft))
        {
            _failures.Add((lost.Provider.Id, failure));
            budget.Count(failure.Outcome);
        }

        return Report(lost, failure);
    }

    private Task<DateTimeOffset?> Report(Attempt attempt, AttemptFailure failure) =>
        plane.Reporter.Report(attempt, failure, peek, IsRequestsFault(failure));

    /// <summary>Whether the same body failed so under another key, now or a moment ago: then nobody else is to blame.</summary>
    private bool IsRequestsFault(AttemptFailure failure)
    {
        if (!FailurePolicy.MayBeRequestsFault(failure.Outcome))
        {
            return false;
        }

        if (
            _failures.Exists(earlier =>
                earlier.Failure.Outcome == failure.Outcome && earlier.Failure.Status == failure.Status
            )
        )
        {
            plane.FaultyBodies.Add(body.Memory.Span);
            return true;
        }

        return plane.FaultyBodies.Contains(body.Memory.Span);
    }

    private async ValueTask<NextStep> Judge(Attempt attempt, AttemptFailure failure)
    {
        if (TryRepair(attempt, failure) || TryOtherProtocol(attempt, failure))
        {
            return NextStep.SameKey;
        }

        _failures.Add((attempt.Provider.Id, failure));
        budget.Count(failure.Outcome);
        var rule = FailurePolicy.Of(failure.Outcome);
        if (rule.Rotation == KeyRotation.QuotaGroup)
        {
            starter.NoteSpent(attempt.QuotaGroup);
        }

        if (rule.Others == OtherProviders.LargerContext)
        {
            IsTooLong = true;
            _tooSmall = Math.Max(_tooSmall ?? 0, attempt.Candidate.ContextTokens ?? peek.InputTokens);
            return NextStep.NextProvider;
        }

        if (rule.Rotation == KeyRotation.OneKey && _askedOneMore.Add(attempt.Provider.Id))
        {
            return NextStep.NextKey;
        }

        var again = DelayFor(rule, attempt, failure);
        if (again is { } delay && rule.Next == NextStep.ReturnToCaller)
        {
            // Nobody else would do better, but it may itself.
            _again++;
            await Task.Delay(delay, plane.Time, context.RequestAborted);
            return NextStep.SameKey;
        }

        AgainAfter = !rule.SameKey.AfterOthers && again < (AgainAfter ?? TimeSpan.MaxValue) ? again : AgainAfter;
        return rule.Next;
    }

    private TimeSpan? DelayFor(FailureRule rule, Attempt attempt, AttemptFailure failure)
    {
        var elapsed = Stopwatch.GetElapsedTime(attempt.Started);
        var isLocal = attempt.Upstream.IsLocal;
        var chance = Random.Shared.NextDouble();
        var delay = rule.SameKey.DelayFor(_again, elapsed, failure.RetryAfter, failure.ShouldRetry, isLocal, chance);
        return delay ?? (rule.MayPass && _again == 0 && rule.SameKey.Times == 0 ? FirstPause : null);
    }

    /// <summary>A field that the provider does not know is dropped, now and from now on.</summary>
    private bool TryRepair(Attempt attempt, AttemptFailure failure)
    {
        if (
            failure is not { Outcome: AttemptOutcome.UnknownField, UnknownField: { } field }
            || attempt.Target.Protocol is not { } protocol
            // What Anthropic takes depends on the betas of the request, and its tools mend that themselves by its words.
            || attempt.Provider.Dialect == Dialect.Anthropic && !failure.IsForeign
            || _repairs >= MostRepairs
            || LearnedQuirks.Without(attempt.Payload, field) is null
        )
        {
            return false;
        }

        _repairs++;
        plane.Quirks.Learn(attempt.Provider.Id, attempt.Candidate.UpstreamModel, protocol, field);
        return true;
    }

    /// <summary>A provider that does not have the caller's protocol after all is asked in another one, now and from now on.</summary>
    private bool TryOtherProtocol(Attempt attempt, AttemptFailure failure) =>
        failure.Outcome == AttemptOutcome.NotOffered
        && attempt.Target.Protocol is { } protocol
        && attempt.Upstream.Targets.GiveUp(protocol, plane.Time.GetUtcNow());

    private ValueTask StopKeepAlive() => _keepAlive?.DisposeAsync() ?? default;

    private void SetHeaders(Attempt attempt)
    {
        if (context.Response.HasStarted)
        {
            return; // with a keep-alive
        }

        var headers = context.Response.Headers;
        headers[HeaderRules.Provider] = attempt.Provider.Id;
        headers[HeaderRules.Model] = HeaderRules.Value(attempt.Candidate.UpstreamModel);
        headers[HeaderRules.Attempts] = decision.Attempts.Length == 1 ? "1" : decision.Attempts.Length.ToString();
        if (attempt.Provider.Simulated)
        {
            headers[HeaderRules.Simulated] = "true";
        }
    }
}
