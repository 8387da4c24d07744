using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Limits;

/// <summary>What the provider said of its limits, the newest of each name. Bounded: names come from outside.</summary>
internal sealed class ReportedLimits
{
    public const int Most = 16;

    private static readonly TimeSpan LongestReset = TimeSpan.FromDays(31);

    private readonly List<ReportedReading> _readings = [];

    /// <summary>The least of the limits of a minute for requests, if the provider told one.</summary>
    public double? RequestsPerMinute { get; private set; }

    /// <summary>The least of the limits of a minute for tokens, if the provider told one.</summary>
    public double? TokensPerMinute { get; private set; }

    /// <summary>The newest of each name.</summary>
    public IEnumerable<ReportedReading> Readings => _readings;

    /// <summary>Takes in what an answer said.</summary>
    /// <param name="told">Its limits.</param>
    /// <param name="leaseId">Under which lease it was asked for.</param>
    /// <param name="requests">Requests granted after that lease.</param>
    /// <param name="tokens">Tokens reserved after that lease.</param>
    /// <param name="now">When.</param>
    public void Take(
        ImmutableArray<ReportedLimit> told,
        long leaseId,
        double requests,
        double tokens,
        DateTimeOffset now
    )
    {
        foreach (var limit in told)
        {
            if (IsSense(limit))
            {
                Named(limit.Name).Take(limit, leaseId, limit.Unit == LimitUnit.Requests ? requests : tokens, now);
            }
        }

        RequestsPerMinute = LeastPerMinute(LimitUnit.Requests);
        TokensPerMinute = LeastPerMinute(LimitUnit.Tokens);
    }

    public void OnGranted(int tokens)
    {
        foreach (var reading in _readings)
        {
            reading.OnGranted(tokens);
        }
    }

    public void Settle(long leaseId, int tokens)
    {
        foreach (var reading in _readings)
        {
            reading.Settle(leaseId, tokens);
        }
    }

    public LimitWait Wait(int tokens, DateTimeOffset now)
    {
        var wait = LimitWait.None;
        foreach (var reading in _readings)
        {
            var reason = reading.Unit == LimitUnit.Tokens ? RefusalReason.Tokens : RefusalReason.Requests;
            wait = wait.Or(reason, reading.Wait(tokens, now));
        }

        return wait;
    }

    public void Forget()
    {
        _readings.Clear();
        (RequestsPerMinute, TokensPerMinute) = (null, null);
    }

    private static bool IsSense(ReportedLimit told) =>
        told.Name is { Length: > 0 and <= 100 }
        && Enum.IsDefined(told.Unit)
        && told.Limit is null or (>= 1 and < int.MaxValue)
        && told.Remaining is null or (>= 0 and < int.MaxValue)
        && (told.ResetsIn is not { } reset || reset >= TimeSpan.Zero && reset <= LongestReset)
        && (told.Window is not { } window || window > TimeSpan.Zero && window <= LongestReset);

    private ReportedReading Named(string name)
    {
        var known = _readings.Find(reading => reading.Name == name);
        if (known is null)
        {
            if (_readings.Count == Most)
            {
                _readings.Remove(_readings.MinBy(reading => reading.At)!);
            }

            _readings.Add(known = new ReportedReading(name));
        }

        return known;
    }

    private double? LeastPerMinute(LimitUnit unit) =>
        _readings.Where(reading => reading.Unit == unit).Min(reading => reading.PerMinute);
}
