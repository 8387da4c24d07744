using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Limits;
using Microsoft.Extensions.Logging;

namespace Aimux.Grains;

/// <summary>One quota group. Methods on the request path never wait, so each runs whole and in turn.</summary>
internal sealed partial class QuotaGroupGrain(
    [PersistentState("quota", ClusterEvents.Storage)] IPersistentState<QuotaGroupRecord> kept,
    ICatalogView catalog,
    EventPublisher events,
    GrainMetrics metrics,
    TimeProvider time,
    ILogger<QuotaGroupGrain> logger
) : Grain, IQuotaGroupGrain
{
    /// <summary>Longer than nearly any stream takes, so that the leases that expire are those of crashed processes.</summary>
    private static readonly TimeSpan LeaseLifetime = TimeSpan.FromHours(1);

    private QuotaGroup? _group;
    private CatalogIndex? _seen;

    private string Id => this.GetPrimaryKeyString();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        KeepLast();

    public ValueTask<ImmutableArray<KeySnapshot>> GetSnapshots()
    {
        var now = time.GetUtcNow();
        return Group(now) is { Keys.IsEmpty: false } group
            ? ValueTask.FromResult(group.Keys.Select(key => group.Snapshot(key, now)).ToImmutableArray())
            : throw new KeyNotFoundException($"The catalog has no key of the quota group '{Id}'.");
    }

    public ValueTask<AcquireResult> TryAcquire(LeaseRequest request)
    {
        var now = time.GetUtcNow();
        if (Group(now) is not { } group || group.Find(request.KeyId) is not { } key)
        {
            return ValueTask.FromResult(new AcquireResult(null, RefusalReason.UnknownKey));
        }

        var result = group.TryAcquire(request, now);
        metrics.OnLeaseAsked(key.Definition.ProviderId, result.Refusal);
        Show(group, key, now, isImportant: false);
        if (result.Lease is { } lease)
        {
            KeepLater(group.CountsDays);
            if (lease.Id == key.TrialLease)
            {
                LogTried(lease.KeyId);
            }
        }

        return ValueTask.FromResult(result);
    }

    public ValueTask<DateTimeOffset?> Report(KeyReport report)
    {
        var now = time.GetUtcNow();
        if (Group(now) is not { } group || group.Find(report.KeyId) is not { } key)
        {
            return default;
        }

        if (report.Sample != default)
        {
            key.History.Add(report.Sample, now);
        }

        var effect = group.Report(key, report, now);
        if (effect.Scope == RestScope.Group && effect.Began)
        {
            ShowAll(group, now);
        }
        else
        {
            Show(group, key, now, isImportant: effect.Began);
        }

        Log(group, report, effect, now);
        if (effect.Began)
        {
            metrics.OnKeyRests(key.Definition.ProviderId, report.Outcome);
        }

        if (effect.Began && effect.RestsUntil - now >= KeptRest || effect.Trial && !effect.Began)
        {
            _ = KeepNow();
        }
        else
        {
            KeepLater(effect.Learned);
        }

        return ValueTask.FromResult(effect.RestsUntil);
    }

    public ValueTask Disable(string keyId) => Change(keyId, static (_, key) => key.Disabled = true);

    public ValueTask Enable(string keyId) => Change(keyId, static (group, key) => group.Enable(key));

    public ValueTask Renew(string keyId) => Change(keyId, static (group, key) => group.Renew(key));

    private async ValueTask Change(string keyId, Action<QuotaGroup, KeyState> change)
    {
        var now = time.GetUtcNow();
        if (Group(now) is not { } group || group.Find(keyId) is not { } key)
        {
            throw NoKey(keyId);
        }

        change(group, key);
        ShowAll(group, now);
        await KeepNow();
    }

    private KeyNotFoundException NoKey(string keyId) =>
        new($"The catalog has no key '{keyId}' in the quota group '{Id}'.");

    /// <summary>The group under the newest catalog; <c>null</c> if none of its keys was ever in it.</summary>
    private QuotaGroup? Group(DateTimeOffset now)
    {
        var current = catalog.Current;
        if (ReferenceEquals(current, _seen))
        {
            return _group;
        }

        _seen = current;
        var keys = current.FindGroup(Id);
        if (_group is not null)
        {
            _group.Configure(keys, now);
        }
        else if (!keys.IsEmpty)
        {
            _group = new QuotaGroup(keys, NewLeases(), now);
            _group.Restore(kept.State, now);
        }

        return _group;
    }

    private static LeaseTable NewLeases() => new(Random.Shared.NextInt64(1, int.MaxValue) << 32, LeaseLifetime);

    private void Log(QuotaGroup group, KeyReport report, ReportEffect effect, DateTimeOffset now)
    {
        if (effect.Trial)
        {
            LogTrial(report, effect);
        }
        else if (effect is { Began: true, RestsUntil: { } until })
        {
            LogRest(group, report, effect.Scope, until - now);
        }

        if (effect.Learned)
        {
            LogLearned(Id, group.LearnedPerMinute, group.LearnedAtOnce);
        }
    }

    private void LogTrial(KeyReport report, ReportEffect effect)
    {
        switch (report.Outcome)
        {
            case AttemptOutcome.Succeeded:
                LogAccepted(report.KeyId);
                break;
            case AttemptOutcome.Unauthorized:
                LogRefusedAgain(report.KeyId, effect.RestsUntil);
                break;
            default:
                LogTriedInVain(report.KeyId, report.Outcome);
                break;
        }
    }

    private void LogRest(QuotaGroup group, KeyReport report, RestScope scope, TimeSpan rest)
    {
        if (scope == RestScope.Model)
        {
            LogModelRests(report.KeyId, report.UpstreamModel, rest, report.Outcome);
        }
        else if (scope == RestScope.Group && group.Keys.Length > 1)
        {
            LogGroupRests(Id, group.Keys.Length, rest, report.Outcome);
        }
        else
        {
            LogRests(report.KeyId, rest, report.Outcome);
        }
    }
}
