using System.Collections.Immutable;
using Aimux.Grains.Health;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Latency;
using Microsoft.Extensions.Logging;

namespace Aimux.Grains;

/// <summary>One provider. Methods on the request path never wait, so each runs whole and in turn.</summary>
internal sealed partial class ProviderGrain(
    [PersistentState("provider", ClusterEvents.Storage)] IPersistentState<ProviderRecord> kept,
    EventPublisher events,
    GrainMetrics metrics,
    TimeProvider time,
    ILogger<ProviderGrain> logger
) : Grain, IProviderGrain
{
    /// <summary>More models than any caller needs: names come from callers, so their number must have a bound.</summary>
    private const int MostModels = 1_000;

    private readonly Dictionary<(string Model, bool Streaming), Measured> _latencies = [];
    private readonly EventPace _breakerPace = new();
    private BreakerState _breaker = BreakerState.Closed.Healthy;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // An earlier activation may have told of a breaker that this one does not know: what holds now must be known.
        _breaker = kept.State.Isolated ? new BreakerState.Isolated() : _breaker;
        Tell(time.GetUtcNow());
        return Task.CompletedTask;
    }

    public ValueTask<ProviderSnapshot> GetSnapshot()
    {
        var latencies = _latencies.Select(known => new ModelLatency(
            known.Key.Model,
            known.Key.Streaming,
            known.Value.Estimate.GetValueOrDefault()
        ));
        return ValueTask.FromResult(new ProviderSnapshot(Id, Breaker.Snapshot(_breaker), latencies.ToImmutableArray()));
    }

    public ValueTask Report(ProviderReport report)
    {
        var now = time.GetUtcNow();
        Measure(report, now);
        if (ProviderVerdict.Of(report) is { } verdict)
        {
            Move(verdict, now, tellAnyway: report.Probe);
        }

        return default;
    }

    public ValueTask<bool> TryProbe()
    {
        var before = _breaker;
        Move(new BreakerEvent.ProbeStarted(), time.GetUtcNow(), tellAnyway: true);

        // A breaker that has closed in the meantime needs no probe, but lets the request pass.
        return ValueTask.FromResult(!ReferenceEquals(before, _breaker) || _breaker is BreakerState.Closed);
    }

    public async ValueTask Isolate()
    {
        Move(new BreakerEvent.Isolate(), time.GetUtcNow());
        await Keep(isolated: true);
    }

    public async ValueTask Release()
    {
        Move(new BreakerEvent.Release(), time.GetUtcNow());
        await Keep(isolated: false);
    }

    private void Measure(ProviderReport report, DateTimeOffset now)
    {
        var kind = (report.UpstreamModel, report.Streaming);
        _latencies.TryGetValue(kind, out var known);
        if (
            LatencySample.Of(report, known?.Estimate is { } estimate ? PeakEwma.Expected(estimate, now) : null)
            is not { } sample
        )
        {
            return;
        }

        if (known is null)
        {
            if (_latencies.Count >= MostModels)
            {
                return;
            }

            _latencies.Add(kind, known = new Measured());
        }

        // What a failure made it look like is forgotten with the first answer.
        var before =
            known.IsGuess && report.Outcome == AttemptOutcome.Succeeded ? (LatencyEstimate?)null : known.Estimate;
        known.Estimate = PeakEwma.Observe(before, sample, report.InFlight, now);
        known.IsGuess &= report.Outcome != AttemptOutcome.Succeeded;

        var latency = new ModelLatency(report.UpstreamModel, report.Streaming, known.Estimate.Value);
        var change = new LatencyChanged(known.Pace.Stamp(now), Id, latency);
        if (known.Pace.ShouldTell(now, important: false))
        {
            events.Tell(change);
        }
        else
        {
            events.ShowHere(change);
        }
    }

    /// <param name="happened">What happened.</param>
    /// <param name="now">When.</param>
    /// <param name="tellAnyway">Whether somebody acted on a picture of the breaker that may be out of date.</param>
    private void Move(BreakerEvent happened, DateTimeOffset now, bool tellAnyway = false)
    {
        var before = Breaker.Snapshot(_breaker);
        _breaker = Breaker.Next(_breaker, happened, now);
        var after = Breaker.Snapshot(_breaker);
        if (before == after)
        {
            if (tellAnyway)
            {
                Tell(now);
            }

            return;
        }

        Tell(now);
        metrics.OnBreakerMoved(Id, after.Status);
        LogBreaker(Id, before.Status, after.Status, after.ReopensAt);
    }

    private void Tell(DateTimeOffset now) =>
        events.Tell(new BreakerChanged(_breakerPace.Stamp(now), Id, Breaker.Snapshot(_breaker)));

    private async Task Keep(bool isolated)
    {
        kept.State = new ProviderRecord(isolated);
        await kept.WriteStateAsync();
    }

    private sealed class Measured
    {
        public EventPace Pace { get; } = new();

        /// <summary><c>null</c> before the first sample.</summary>
        public LatencyEstimate? Estimate { get; set; }

        /// <summary>Whether it rests on failures alone.</summary>
        public bool IsGuess { get; set; } = true;
    }
}
