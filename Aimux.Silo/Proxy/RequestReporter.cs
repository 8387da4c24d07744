using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.History;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Silo.Proxy.Decisions;
using Aimux.Silo.Proxy.Operations;
using Aimux.Silo.Wire;

namespace Aimux.Silo.Proxy;

/// <summary>Tells key and provider how an attempt ended: once for each attempt, whatever happened.</summary>
internal sealed partial class RequestReporter(
    GrainReferences grains,
    IWarmCaches caches,
    StoredResponses stored,
    ProxyMetrics metrics,
    TimeProvider time,
    ILogger<RequestReporter> logger
)
{
    /// <summary>An attempt that failed before the commit point.</summary>
    /// <returns>Until when the key rests now, if it does.</returns>
    public Task<DateTimeOffset?> Report(Attempt attempt, AttemptFailure failure, RequestPeek peek, bool isRequestsFault)
    {
        var end = new Ended(failure.Outcome)
        {
            RetryAfter = failure.RetryAfter,
            IsRequestsFault = isRequestsFault,
            Limits = failure.Limits,
        };
        return Report(attempt, peek, end, failure.Status, failure.Detail);
    }

    /// <summary>An attempt whose answer went to the caller, whole or broken.</summary>
    public Task<DateTimeOffset?> Report(
        Attempt attempt,
        AttemptOutcome outcome,
        UpstreamAnswer answer,
        RequestPeek peek
    )
    {
        if (outcome == AttemptOutcome.Succeeded && peek.Operation.Protocol is not null)
        {
            caches.Remember(peek.Conversation, attempt.Provider.Id, attempt.QuotaGroup);
            if (attempt.Target.Protocol == WireProtocol.Responses)
            {
                // Who goes on from this answer finds it there alone, and its cache too.
                stored.Remember(answer.Id, attempt.Provider.Id, attempt.QuotaGroup);
                caches.Remember(answer.Id, attempt.Provider.Id, attempt.QuotaGroup);
            }
        }

        var end = new Ended(outcome)
        {
            Latency = answer.Latency,
            Usage = answer.Usage,
            OutputTokens = answer.OutputTokens,
            WaitedForCaller = answer.WaitedForCaller,
            Limits = answer.Limits(time.GetUtcNow()),
        };
        return Report(attempt, peek, end, 200, null);
    }

    /// <summary>An attempt that ended by a fault of Aimux's own: nobody else is to blame for it.</summary>
    public Task<DateTimeOffset?> GiveBack(Attempt attempt, RequestPeek peek) =>
        Report(attempt, peek, new Ended(AttemptOutcome.GivenUp), null, "Given up by Aimux.");

    private Task<DateTimeOffset?> Report(Attempt attempt, RequestPeek peek, Ended end, int? status, string? detail)
    {
        var (outcome, latency, usage, retryAfter) = (end.Outcome, end.Latency, end.Usage, end.RetryAfter);
        var isCount = peek.Operation == Operation.CountTokens;
        if (isCount)
        {
            (latency, usage) = (null, null);
        }

        var duration = Stopwatch.GetElapsedTime(attempt.Started);
        attempt.Record.End = new AttemptEnd(
            outcome,
            status,
            detail,
            latency?.TotalMilliseconds,
            duration.TotalMilliseconds,
            retryAfter?.TotalMilliseconds
        );
        metrics.OnAttempt(attempt, peek, outcome, duration, latency, usage);

        var sample = isCount ? default : SampleOf(attempt, peek, end, duration);

        // Both calls are on their way before anything is waited for. What a turned-away attempt reserved is refunded.
        var tokens = usage?.Total ?? (isCount || IsFree(outcome) ? 0 : null);
        var key = grains
            .Group(attempt.QuotaGroup)
            .Report(
                new KeyReport(
                    attempt.Lease.KeyId,
                    attempt.Lease.Id,
                    attempt.Candidate.UpstreamModel,
                    outcome,
                    tokens,
                    retryAfter,
                    end.Limits,
                    sample
                )
            );
        var provider = grains
            .Provider(attempt.Provider.Id)
            .Report(
                new ProviderReport(
                    attempt.Candidate.UpstreamModel,
                    peek.Streaming,
                    // A count of tokens has hardly any time, and says nothing of how well or fast the model answers.
                    isCount ? AttemptOutcome.GivenUp : outcome,
                    latency,
                    duration - end.WaitedForCaller,
                    attempt.Candidate.InFlight,
                    attempt.DecidesBreaker(outcome),
                    peek.InputTokens,
                    end.OutputTokens,
                    attempt.Candidate.Parts.Warm,
                    end.IsRequestsFault,
                    retryAfter,
                    sample
                )
            );
        return Settle(key, provider);
    }

    private static HistorySample SampleOf(Attempt attempt, RequestPeek peek, Ended end, TimeSpan duration)
    {
        var succeeded = end.Outcome == AttemptOutcome.Succeeded;
        return new HistorySample(
            succeeded,
            FailureKinds.Of(end.Outcome),
            peek.Streaming ? end.Latency?.TotalMilliseconds : null,
            succeeded ? (duration - end.WaitedForCaller).TotalMilliseconds : null,
            end.Usage?.InputTokens ?? 0,
            end.Usage?.CachedTokens ?? 0,
            end.Usage?.OutputTokens ?? 0,
            attempt.Candidate.Price is { } price ? RequestTally.Micros(end.Usage?.CostUsd(price)) : 0
        );
    }

    private async Task<DateTimeOffset?> Settle(ValueTask<DateTimeOffset?> key, ValueTask provider)
    {
        try
        {
            var rests = await key;
            await provider;
            return rests;
        }
        catch (Exception failure)
        {
            // The caller has its answer; the lease expires by itself.
            LogNotReported(failure);
            return null;
        }
    }

    /// <summary>What an attempt taught.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Ended(AttemptOutcome Outcome)
    {
        public TimeSpan? Latency { get; init; }

        public Usage? Usage { get; init; }

        public int? OutputTokens { get; init; }

        public TimeSpan WaitedForCaller { get; init; }

        public TimeSpan? RetryAfter { get; init; }

        public bool IsRequestsFault { get; init; }

        public ImmutableArray<ReportedLimit> Limits { get; init; } = [];
    }

    private static bool IsFree(AttemptOutcome outcome) => FailurePolicy.IsRejection(outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of an attempt could not be reported")]
    private partial void LogNotReported(Exception failure);
}
