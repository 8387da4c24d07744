using System.Collections.Immutable;
using Aimux.Grains.Interfaces.History;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Limits;

/// <summary>Shows what is left of each limit, and how long it lasts.</summary>
internal sealed partial class QuotaGroup
{
    private static readonly TimeSpan FarthestForecast = TimeSpan.FromHours(24);

    /// <summary>Every limit that is known of the group.</summary>
    public ImmutableArray<BucketSnapshot> Buckets(DateTimeOffset now)
    {
        var (requests, tokens) = UsedPerSecond(now);
        var buckets = ImmutableArray.CreateBuilder<BucketSnapshot>();
        foreach (var (name, unit, bucket) in _buckets.All(now))
        {
            var source = IsConfigured(name) ? BucketSource.Configured : BucketSource.Reported;
            buckets.Add(Show(name, unit, source, bucket, unit == LimitUnit.Tokens ? tokens : requests, now));
        }

        if (!_buckets.KnowsRequests && _rate.Bucket(now) is { } learned)
        {
            buckets.Add(
                Show(SharedBuckets.RequestsName, LimitUnit.Requests, BucketSource.Learned, learned, requests, now)
            );
        }

        foreach (var reading in _reported.Readings)
        {
            if (reading.Left(now) is not { } left)
            {
                continue;
            }

            var used = reading.Unit == LimitUnit.Tokens ? tokens : requests;
            buckets.Add(
                new BucketSnapshot(
                    reading.Name,
                    reading.Unit,
                    BucketSource.Reported,
                    reading.Limit,
                    left,
                    reading.WholeAt(now),
                    Forecast(left, used - reading.RefillPerSecond, now) is { } empty && !(empty > reading.WholeAt(now))
                        ? empty
                        : null
                )
            );
        }

        if ((_limits.Concurrency ?? _concurrency.Most) is { } atOnce)
        {
            var source = _limits.Concurrency is null ? BucketSource.Learned : BucketSource.Configured;
            buckets.Add(
                new BucketSnapshot("at once", LimitUnit.Requests, source, atOnce, atOnce - _leases.Count, null, null)
            );
        }

        return buckets.ToImmutable();
    }

    private bool IsConfigured(string name) =>
        name switch
        {
            SharedBuckets.RequestsName => _limits.RequestsPerMinute is not null,
            SharedBuckets.TokensName => _limits.TokensPerMinute is not null,
            _ => true,
        };

    private static BucketSnapshot Show(
        string name,
        LimitUnit unit,
        BucketSource source,
        TokenBucket bucket,
        double used,
        DateTimeOffset now
    )
    {
        var whole = bucket.WaitFor(bucket.Capacity);
        return new BucketSnapshot(
            name,
            unit,
            source,
            bucket.Capacity,
            bucket.Level,
            whole > TimeSpan.Zero ? now + whole : null,
            Forecast(bucket.Level, used - bucket.PerSecond, now)
        );
    }

    private static DateTimeOffset? Forecast(double left, double netPerSecond, DateTimeOffset now)
    {
        if (netPerSecond <= 0 || left <= 0)
        {
            return null;
        }

        var seconds = left / netPerSecond;
        return seconds < FarthestForecast.TotalSeconds ? now + TimeSpan.FromSeconds(seconds) : null;
    }

    private (double Requests, double Tokens) UsedPerSecond(DateTimeOffset now)
    {
        var minute = HistoryQuery.LastMinute;
        var (requests, tokens) = (0L, 0L);
        foreach (var key in Keys)
        {
            var used = key.History.Read(minute, now).Points[0];
            requests += used.Count;
            tokens += used.InputTokens + used.OutputTokens;
        }

        return (requests / minute.Span.TotalSeconds, tokens / minute.Span.TotalSeconds);
    }
}
