using System.Diagnostics;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Proxy.Decisions;

namespace Aimux.Silo.Proxy;

/// <summary>Tells key and provider how an attempt ended: once for each attempt, whatever happened.</summary>
internal sealed partial class RequestReporter(
    GrainReferences grains,
    ProxyMetrics metrics,
    ILogger<RequestReporter> logger
)
{
    /// <summary>An attempt that failed before the commit point.</summary>
    /// <returns>Until when the key rests now, if it does.</returns>
    public Task<DateTimeOffset?> Report(Attempt attempt, AttemptFailure failure, RequestPeek peek) =>
        Report(attempt, peek, failure.Outcome, failure.Status, failure.Detail, null, null, failure.RetryAfter);

    /// <summary>An attempt whose answer went to the caller, whole or broken.</summary>
    public Task<DateTimeOffset?> Report(
        Attempt attempt,
        AttemptOutcome outcome,
        UpstreamAnswer answer,
        RequestPeek peek
    )
    {
        return Report(attempt, peek, outcome, 200, null, answer.Latency, answer.Usage, null);
    }

    /// <summary>An attempt that ended by a fault of Aimux's own: nobody else is to blame for it.</summary>
    public Task<DateTimeOffset?> GiveBack(Attempt attempt, RequestPeek peek) =>
        Report(attempt, peek, AttemptOutcome.GivenUp, null, "Given up by Aimux.", null, null, null);

    private Task<DateTimeOffset?> Report(
        Attempt attempt,
        RequestPeek peek,
        AttemptOutcome outcome,
        int? status,
        string? detail,
        TimeSpan? latency,
        Usage? usage,
        TimeSpan? retryAfter
    )
    {
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

        // Both calls are on their way before anything is waited for. What a turned-away attempt reserved is refunded.
        var tokens = usage?.Total ?? (IsFree(outcome) ? 0 : null);
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
                    []
                )
            );
        var provider = grains
            .Provider(attempt.Provider.Id)
            .Report(
                new ProviderReport(
                    attempt.Candidate.UpstreamModel,
                    peek.Streaming,
                    outcome,
                    latency,
                    duration,
                    attempt.Candidate.InFlight,
                    attempt.DecidesBreaker(outcome),
                    peek.InputTokens,
                    usage?.OutputTokens,
                    attempt.Candidate.Parts.Warm,
                    RetryAfter: retryAfter
                )
            );
        return Settle(key, provider);
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

    private static bool IsFree(AttemptOutcome outcome) => FailurePolicy.IsRejection(outcome);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The end of an attempt could not be reported")]
    private partial void LogNotReported(Exception failure);
}
