using System.Collections.Immutable;
using Aimux.Grains.Interfaces.History;
using Aimux.Silo.Proxy.Decisions;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Gathers what became of this process's requests, and tells the cluster's history once a second: a request pays for one
/// entry in a list, never for a grain call.
/// </summary>
internal sealed partial class RequestTally(GrainReferences grains, TimeProvider time, ILogger<RequestTally> logger)
    : BackgroundService
{
    /// <summary>More than a process serves in a second; beyond it samples are dropped, and that is logged.</summary>
    private const int MostSamples = 100_000;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private List<(long Second, HistorySample Sample)> _samples = [];
    private long _dropped;

    /// <summary>Takes in a request that ended.</summary>
    public void Add(DecisionRecord decision, DecisionEnd end)
    {
        var failure = end.Error is null ? null : FailureKinds.Of(end.Status) ?? BrokenBy(decision);
        var sample = new HistorySample(
            Succeeded: end is { Provider: not null, Status: < 400 } && failure is null && end.Error is null,
            failure,
            end.TimeToFirstMs,
            end.Provider is null ? null : end.DurationMs,
            end.InputTokens ?? 0,
            end.CachedTokens ?? 0,
            end.OutputTokens ?? 0,
            Micros(end.CostUsd),
            Failover: end.Provider is not null && decision.Attempts.Any(attempt => IsFailure(attempt))
        );
        var second = time.GetUtcNow().ToUnixTimeSeconds();
        lock (_lock)
        {
            if (_samples.Count < MostSamples)
            {
                _samples.Add((second, sample));
            }
            else
            {
                _dropped++;
            }
        }
    }

    /// <summary>Millionths of a dollar.</summary>
    public static long Micros(double? dollars) => dollars is { } known ? (long)Math.Round(known * 1e6) : 0;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Tell();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Tell();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last of them are told at the stop.
        }
    }

    private async Task Tell()
    {
        List<(long Second, HistorySample Sample)> samples;
        long dropped;
        lock (_lock)
        {
            if (_samples.Count == 0)
            {
                return;
            }

            (samples, _samples) = (_samples, []);
            (dropped, _dropped) = (_dropped, 0);
        }

        if (dropped > 0)
        {
            LogDropped(dropped);
        }

        try
        {
            var seconds = samples
                .GroupBy(each => each.Second)
                .Select(each => new RequestSecond(each.Key, [.. each.Select(sample => sample.Sample)]))
                .ToImmutableArray();
            await grains.Requests.Add(seconds);
        }
        catch (Exception failure)
        {
            LogLost(samples.Count, failure);
        }
    }

    /// <summary>A stream that broke after its beginning had the status of a good one.</summary>
    private static FailureKind? BrokenBy(DecisionRecord decision) =>
        decision.Attempts is [.., { End.Outcome: var outcome }] ? FailureKinds.Of(outcome) : null;

    private static bool IsFailure(AttemptRecord attempt) =>
        attempt.End is { Outcome: var outcome } && FailureKinds.Of(outcome) is not null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} requests of one second were too many for the history")]
    private partial void LogDropped(long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The history of {Count} requests was lost")]
    private partial void LogLost(int count, Exception failure);
}
