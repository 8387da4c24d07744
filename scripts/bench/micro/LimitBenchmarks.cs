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
    private KeyLimiter _limiter = null!;

    [GlobalSetup]
    public void Setup()
    {
        var limits = new KeyLimits(RequestsPerMinute: 100_000_000, TokensPerMinute: 1_000_000_000, Concurrency: 100);
        var leases = new LeaseTable(1, TimeSpan.FromMinutes(20));
        _limiter = new KeyLimiter(Some.Key("one") with { Limits = limits }, leases, _now);
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
        var lease = _limiter.TryAcquire(1_000, _now).Lease!;
        return _limiter.Report(new KeyReport(lease.Id, AttemptOutcome.Succeeded, 900, null), _now);
    }
}
