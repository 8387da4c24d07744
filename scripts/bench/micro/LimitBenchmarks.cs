using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Limits;
using BenchmarkDotNet.Attributes;

namespace Aimux.Bench.Micro;

/// <summary>Once an attempt: the limits of one key. Time moves on by 1 ms at each call, so that nothing runs dry.</summary>
public class LimitBenchmarks
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private DateTimeOffset _now = Some.Now;
    private TokenBucket _bucket = TokenBucket.PerMinute(100_000_000, Some.Now);
    private QuotaGroup _group = null!;

    [GlobalSetup]
    public void Setup()
    {
        var limits = new KeyLimits(RequestsPerMinute: 100_000_000, TokensPerMinute: 1_000_000_000, Concurrency: 100);
        var leases = new LeaseTable(1, TimeSpan.FromMinutes(20));
        _group = new QuotaGroup([Some.Key("one") with { Limits = limits }], leases, _now);
    }

    [Benchmark]
    public double RefillAndTakeFromABucket()
    {
        _now += Step;
        _bucket = _bucket.Refill(_now).Take(1);
        return _bucket.Level;
    }

    [Benchmark]
    public bool AcquireAndReportALease()
    {
        _now += Step;
        var lease = _group.TryAcquire(new LeaseRequest("one/a", Some.Model, 1_000), _now).Lease!;
        var report = new KeyReport("one/a", lease.Id, Some.Model, AttemptOutcome.Succeeded, 900, null, []);
        return _group.Report(_group.Keys[0], report, _now).Began;
    }
}
