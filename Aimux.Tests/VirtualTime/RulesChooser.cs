using Aimux.Grains.Health;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Grains.Limits;
using Aimux.Grains.Routing;
using Aimux.Tests.Support;

namespace Aimux.Tests.VirtualTime;

/// <summary>The real rules, put together as the grains do it, without Orleans.</summary>
internal sealed class RulesChooser : IChooser
{
    private readonly RoutingBoard _board = new(TimeProvider.System);
    private readonly Dictionary<string, ProviderHealth> _providers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (QuotaGroup Group, KeyState Key)> _keys = new(StringComparer.Ordinal);
    private readonly Func<DateTimeOffset> _now;
    private readonly Random _random;
    private long _stamp;

    public RulesChooser(Scenario scenario, Func<DateTimeOffset> now, Random random)
    {
        (_now, _random) = (now, random);
        var providers = scenario.Upstreams.Select(NewProvider).ToArray();
        var route = Some.Route("demo", [.. scenario.Upstreams.Select(upstream => upstream.Id)]) with
        {
            Hedge = scenario.Hedge,
        };
        _board.Apply(new CatalogChanged(new ProviderCatalog(1, now(), [.. providers], [route])));
    }

    public RouteDecision Decide(double tokens) =>
        RouteRules.Decide(new RouteQuery("demo", InputTokens: 500), _board, _now(), _random);

    public bool MayTry(RankedCandidate candidate)
    {
        if (candidate.Reason != CandidateReason.Probe)
        {
            return true;
        }

        var health = _providers[candidate.ProviderId];
        var moved = health.Move(new BreakerEvent.ProbeStarted(), _now());
        Tell(candidate.ProviderId, health);
        return moved || health.Breaker.Status == BreakerStatus.Closed;
    }

    public long Acquire(string keyId)
    {
        var (group, key) = _keys[keyId];
        var result = group.TryAcquire(new LeaseRequest(keyId, Some.Model, 1), _now());
        Show(group, key);
        return result.Lease?.Id ?? 0;
    }

    public void Report(VirtualAttempt attempt)
    {
        var now = _now();
        var (group, key) = _keys[attempt.KeyId];
        group.Report(
            key,
            new KeyReport(attempt.KeyId, attempt.Lease, Some.Model, attempt.Outcome, 1, attempt.RetryAfter, []),
            now
        );
        Show(group, key);

        var id = attempt.Candidate.ProviderId;
        var health = _providers[id];
        var report = new ProviderReport(
            Some.Model,
            Streaming: true,
            attempt.Outcome,
            attempt.FirstMs is { } first ? TimeSpan.FromMilliseconds(first) : null,
            TimeSpan.FromMilliseconds(attempt.ElapsedMs),
            attempt.Candidate.InFlight,
            attempt.Candidate.Reason == CandidateReason.Probe
                || attempt.Candidate.Reason == CandidateReason.LastResort
                    && attempt.Outcome == AttemptOutcome.Succeeded,
            InputTokens: 500,
            attempt.Tokens
        );
        if (health.Measure(report, now) is { } speed)
        {
            _board.Apply(new SpeedChanged(++_stamp, id, speed));
        }

        if (ProviderVerdict.Of(report) is { } verdict && health.Move(verdict, now))
        {
            Tell(id, health);
        }
    }

    private void Tell(string provider, ProviderHealth health) =>
        _board.Apply(new BreakerChanged(++_stamp, provider, health.Breaker));

    private void Show(QuotaGroup group, KeyState key) =>
        _board.Apply(new KeyChanged(++_stamp, group.Snapshot(key, _now())));

    private ProviderDefinition NewProvider(Upstream upstream)
    {
        var limits = upstream.LimitIsKnown ? new KeyLimits(upstream.RequestsPerMinute) : KeyLimits.Unknown;
        var keys = Enumerable.Range(0, upstream.Keys).Select(i => Some.Key(upstream.Id, $"{i}", limits)).ToArray();
        _providers[upstream.Id] = new ProviderHealth(BreakerState.Closed.Healthy);
        foreach (var key in keys)
        {
            var group = new QuotaGroup([key], new LeaseTable(1, TimeSpan.FromHours(1)), _now());
            _keys[key.Id] = (group, group.Find(key.Id)!);
        }

        return Some.Provider(upstream.Id, new Uri("http://127.0.0.1/v1"), keys);
    }
}
