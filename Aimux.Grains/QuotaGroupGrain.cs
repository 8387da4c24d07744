using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Limits;
using Microsoft.Extensions.Logging;

namespace Aimux.Grains;

/// <summary>One key. Methods on the request path never wait, so each runs whole and in turn.</summary>
internal sealed partial class QuotaGroupGrain(
    [PersistentState("key", ClusterEvents.Storage)] IPersistentState<KeyRecord> kept,
    ICatalogView catalog,
    EventPublisher events,
    GrainMetrics metrics,
    TimeProvider time,
    ILogger<QuotaGroupGrain> logger
) : Grain, IQuotaGroupGrain
{
    /// <summary>Longer than nearly any stream takes, so that the leases that expire are those of crashed processes.</summary>
    private static readonly TimeSpan LeaseLifetime = TimeSpan.FromHours(1);

    /// <summary>Shorter rests are not worth a write: after a restart the provider would say so again.</summary>
    private static readonly TimeSpan KeptRest = TimeSpan.FromMinutes(1);

    private readonly EventPace _pace = new();
    private KeyDefinition? _key;
    private KeyLimiter? _limiter;
    private CatalogIndex? _seen;
    private bool _toldBusy;

    public ValueTask<ImmutableArray<KeySnapshot>> GetSnapshots()
    {
        var now = time.GetUtcNow();
        return Limiter(now) is { } limiter
            ? ValueTask.FromResult(ImmutableArray.Create(limiter.Snapshot(now)))
            : throw NotInCatalog();
    }

    public ValueTask<AcquireResult> TryAcquire(LeaseRequest request)
    {
        var now = time.GetUtcNow();
        if (Limiter(now) is not { } limiter)
        {
            return ValueTask.FromResult(new AcquireResult(null, RefusalReason.UnknownKey));
        }

        var result = limiter.TryAcquire(request.EstimatedTokens, now);
        metrics.OnLeaseAsked(limiter.ProviderId, result.Refusal);
        Show(limiter, now, important: false);
        return ValueTask.FromResult(result);
    }

    public ValueTask<DateTimeOffset?> Report(KeyReport report)
    {
        var now = time.GetUtcNow();
        if (Limiter(now) is not { } limiter)
        {
            return default;
        }

        var rests = limiter.Report(report, now);
        Show(limiter, now, important: rests);
        if (!rests)
        {
            return ValueTask.FromResult(limiter.RestsUntil > now ? limiter.RestsUntil : null);
        }

        var rest = limiter.RestsUntil!.Value - now;
        LogRests(this.GetPrimaryKeyString(), rest, report.Outcome);
        metrics.OnKeyRests(limiter.ProviderId, report.Outcome);
        return rest >= KeptRest ? KeepRest(limiter) : ValueTask.FromResult(limiter.RestsUntil);
    }

    public ValueTask Disable(string keyId) => Change(limiter => limiter.Disabled = true);

    public ValueTask Enable(string keyId)
    {
        return Change(limiter =>
        {
            limiter.Disabled = false;
            limiter.Wake();
        });
    }

    public ValueTask Renew(string keyId) => Change(limiter => limiter.Wake());

    private async ValueTask Change(Action<KeyLimiter> change)
    {
        var now = time.GetUtcNow();
        var limiter = Limiter(now) ?? throw NotInCatalog();
        change(limiter);
        Show(limiter, now, important: true);
        await Keep(limiter);
    }

    private void Show(KeyLimiter limiter, DateTimeOffset now, bool important)
    {
        var snapshot = limiter.Snapshot(now);
        var change = new KeyChanged(_pace.Stamp(now), snapshot);

        // The last one to leave must be told too, or other processes would believe the key busy for ever.
        if (_pace.ShouldTell(now, important || snapshot.InFlight == 0 && _toldBusy))
        {
            _toldBusy = snapshot.InFlight > 0;
            events.Tell(change);
        }
        else
        {
            events.ShowHere(change);
        }
    }

    private KeyNotFoundException NotInCatalog() => new($"The catalog has no key '{this.GetPrimaryKeyString()}'.");

    /// <summary>The limiter under the newest catalog; <c>null</c> if the key is not in it.</summary>
    private KeyLimiter? Limiter(DateTimeOffset now)
    {
        var current = catalog.Current;
        if (ReferenceEquals(current, _seen))
        {
            return _limiter;
        }

        _seen = current;
        var key = current.FindGroup(this.GetPrimaryKeyString()).FirstOrDefault();
        if (key is null)
        {
            _limiter = null;
        }
        else if (_limiter is null)
        {
            _limiter = NewLimiter(key, now);
        }
        else if (key != _key)
        {
            _limiter.Configure(key.Limits, now);
        }

        _key = key;
        return _limiter;
    }

    private KeyLimiter NewLimiter(KeyDefinition key, DateTimeOffset now)
    {
        var leases = new LeaseTable(Random.Shared.NextInt64(1, int.MaxValue) << 32, LeaseLifetime);
        var limiter = new KeyLimiter(key, leases, now) { Disabled = kept.State.Disabled };
        if (kept.State is { RestsUntil: { } until, RestReason: { } reason })
        {
            limiter.Rest(until, reason, now);
        }

        return limiter;
    }

    private async ValueTask<DateTimeOffset?> KeepRest(KeyLimiter limiter)
    {
        await Keep(limiter);
        return limiter.RestsUntil;
    }

    private async Task Keep(KeyLimiter limiter)
    {
        kept.State = new KeyRecord(limiter.RestsUntil, limiter.RestReason, limiter.Disabled);
        try
        {
            await kept.WriteStateAsync();
        }
        catch (Exception failure)
        {
            // The key goes on with what it knows; only a restart would forget it.
            LogNotKept(this.GetPrimaryKeyString(), failure);
        }
    }
}
