using System.Collections.Immutable;
using Aimux.Grains.Health;
using Aimux.Grains.History;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.History;
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
    private readonly Dictionary<(string Model, int InputSize), EventPace> _speedPaces = [];
    private readonly EventPace _breakerPace = new();
    private readonly EventPace _restPace = new();
    private readonly SubjectHistory _history = new(withTimes: true);
    private LastFailure? _lastFailure;
    private ProviderHealth _health = new(BreakerState.Closed.Healthy);

    private string Id => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // An earlier activation may have told of a breaker that this one does not know: what holds now must be known.
        if (kept.State.Isolated)
        {
            _health = new ProviderHealth(new BreakerState.Isolated());
        }

        TellBreaker(time.GetUtcNow());
        return Task.CompletedTask;
    }

    public ValueTask<ProviderSnapshot> GetSnapshot()
    {
        var rests = _health.RestingModels(time.GetUtcNow());
        return ValueTask.FromResult(
            new ProviderSnapshot(Id, _health.Breaker, [.. _health.Speeds], rests.ToImmutableArray())
        );
    }

    public ValueTask Report(ProviderReport report)
    {
        var now = time.GetUtcNow();
        if (report.Sample != default)
        {
            _history.Add(report.Sample, now);
        }

        if (FailureKinds.Of(report.Outcome) is not null)
        {
            _lastFailure = new LastFailure(report.Outcome, now);
        }

        if (_health.Measure(report, now) is { } speed)
        {
            TellSpeed(speed, now);
        }

        if (_health.TryRest(report, now, Random.Shared, out var rest))
        {
            events.Tell(new ModelRested(_restPace.Stamp(now), Id, rest));
            LogModelRests(Id, rest.UpstreamModel, rest.Until, rest.Reason);
        }

        if (ProviderVerdict.Of(report) is { } verdict)
        {
            Move(verdict, now, tellAnyway: report.Probe);
        }

        return default;
    }

    public ValueTask<HistorySeries> GetHistory(HistoryQuery query) =>
        ValueTask.FromResult(_history.Read(query, time.GetUtcNow()) with { LastFailure = _lastFailure });

    public ValueTask<bool> TryProbe()
    {
        // A breaker that has closed in the meantime needs no probe, but lets the request pass.
        var moved = Move(new BreakerEvent.ProbeStarted(), time.GetUtcNow(), tellAnyway: true);
        return ValueTask.FromResult(moved || _health.Breaker.Status == BreakerStatus.Closed);
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

    /// <param name="happened">What happened.</param>
    /// <param name="now">When.</param>
    /// <param name="tellAnyway">Whether somebody acted on a picture of the breaker that may be out of date.</param>
    private bool Move(BreakerEvent happened, DateTimeOffset now, bool tellAnyway = false)
    {
        var before = _health.Breaker;
        var moved = _health.Move(happened, now);
        if (moved || tellAnyway)
        {
            TellBreaker(now);
        }

        if (moved)
        {
            var after = _health.Breaker;
            metrics.OnBreakerMoved(Id, after.Status);
            LogBreaker(Id, before.Status, after.Status, after.ReopensAt);
        }

        return moved;
    }

    private void TellBreaker(DateTimeOffset now) =>
        events.Tell(new BreakerChanged(_breakerPace.Stamp(now), Id, _health.Breaker));

    private void TellSpeed(ModelSpeed speed, DateTimeOffset now)
    {
        var subject = (speed.UpstreamModel, speed.InputSize);
        if (!_speedPaces.TryGetValue(subject, out var pace))
        {
            _speedPaces.Add(subject, pace = new EventPace());
        }

        var change = new SpeedChanged(pace.Stamp(now), Id, speed);
        if (pace.ShouldTell(now, important: false))
        {
            events.Tell(change);
        }
        else
        {
            events.ShowHere(change);
        }
    }

    private async Task Keep(bool isolated)
    {
        kept.State = new ProviderRecord(isolated);
        await kept.WriteStateAsync();
    }
}
