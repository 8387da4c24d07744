using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Limits;
using Aimux.Tests.Support;

namespace Aimux.Tests.Limits;

/// <summary>A quota group of one key, as most are.</summary>
internal sealed class OneKey
{
    private readonly QuotaGroup _group;
    private KeyState Key => _group.Keys[0];

    public OneKey(KeyLimits? limits, TimeSpan lifetime) =>
        _group = new QuotaGroup([Some.Key("p", limits: limits)], new LeaseTable(1, lifetime), Some.Time);

    public DateTimeOffset? RestsUntil => Snapshot(Some.Time).RestsUntil;

    public AttemptOutcome? RestReason => Snapshot(Some.Time).RestReason;

    public bool Disabled
    {
        set => Key.Disabled = value;
    }

    public void Configure(KeyLimits limits, DateTimeOffset now) =>
        _group.Configure([Some.Key("p", limits: limits)], now);

    public AcquireResult TryAcquire(int tokens, DateTimeOffset now) =>
        _group.TryAcquire(new LeaseRequest("p/a", Some.Model, tokens), now);

    public bool Report(KeyReport report, DateTimeOffset now) => _group.Report(Key, report, now).Began;

    public void Wake() => _group.Renew(Key);

    public KeySnapshot Snapshot(DateTimeOffset now) => _group.Snapshot(Key, now);
}
