using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains.Limits;

/// <summary>
/// One limit as a provider last told it, and what was granted since. Some providers fill their limits anew all at once
/// when a window ends, others all the time, and most do not say which: their readings do. Where limits refill evenly,
/// "whole again" is as far away as much was used; where a window ends, it comes nearer whatever is used.
/// </summary>
internal sealed class ReportedReading(string name)
{
    private const int MostVotes = 3;

    // Many providers round to seconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1.5);

    private ReportedLimit? _told;
    private DateTimeOffset _at;
    private long _leaseId = long.MinValue;
    private double _spent;
    private int _votes;

    public string Name => name;

    public DateTimeOffset At => _at;

    public LimitUnit Unit => _told!.Unit;

    /// <summary>What it allows a minute, if it is a limit of a minute for whole requests.</summary>
    public double? PerMinute => !IsPart && _told!.Window == TimeSpan.FromMinutes(1) ? _told.Limit : null;

    // A limit of prompts alone, or of answers alone, says little of both together.
    private bool IsPart =>
        name.Contains("input", StringComparison.OrdinalIgnoreCase)
        || name.Contains("output", StringComparison.OrdinalIgnoreCase);

    private double? PerSecond =>
        _told is { Limit: { } limit, Remaining: { } left, ResetsIn: { } reset } && limit > left && reset > TimeSpan.Zero
            ? (limit - left) / reset.TotalSeconds
            : null;

    /// <summary>What it allows; <c>null</c> if that was not said.</summary>
    public double? Limit => _told!.Limit;

    /// <summary>What comes in again each second, where it does so evenly.</summary>
    public double RefillPerSecond => Refill ?? 0;

    /// <summary>What should be left of it; <c>null</c> if it was not said, or its window is over.</summary>
    public double? Left(DateTimeOffset now)
    {
        if (_told!.Remaining is not { } remaining || EndsAt <= now)
        {
            return null;
        }

        return Math.Min(LeftOf(remaining, now), Limit ?? double.MaxValue);
    }

    /// <summary>When it is whole again; <c>null</c> if that is not known.</summary>
    public DateTimeOffset? WholeAt(DateTimeOffset now) => EndsAt > now ? EndsAt : null;

    /// <param name="told">The new reading.</param>
    /// <param name="leaseId">The lease of the request that brought it.</param>
    /// <param name="spentSince">What was granted after that lease.</param>
    /// <param name="now">When.</param>
    public void Take(ReportedLimit told, long leaseId, double spentSince, DateTimeOffset now)
    {
        // Answers overtake one another: the reading of an earlier request is an older one.
        if (leaseId < _leaseId && EndsAt > now)
        {
            return;
        }

        _votes = Math.Clamp(_votes + Vote(told, now), -MostVotes, MostVotes);
        (_told, _at, _leaseId, _spent) = (told, now, leaseId, spentSince);
    }

    public void OnGranted(int tokens) =>
        _spent +=
            Unit == LimitUnit.Requests ? 1
            : IsPart ? 0
            : tokens;

    /// <summary>A lease turned out to use another number of tokens than it reserved.</summary>
    public void Settle(long leaseId, int tokens) =>
        _spent += Unit == LimitUnit.Tokens && !IsPart && leaseId > _leaseId ? tokens : 0;

    /// <summary>How long until a request of so many tokens can pass, as far as this limit tells.</summary>
    public TimeSpan Wait(int tokens, DateTimeOffset now)
    {
        if (_told!.Remaining is not { } remaining || EndsAt is not { } endsAt || endsAt <= now)
        {
            return TimeSpan.Zero;
        }

        var (refill, left) = (Refill, LeftOf(remaining, now));

        // Some count a cheap request as a fraction of one: where a rest of one is left, it may still pass.
        var one = refill is null ? Math.Clamp(remaining, 1e-3, 1) : 1;
        var needed = Unit == LimitUnit.Requests || IsPart ? one : Math.Max(one, Math.Min(tokens, _told.Limit ?? 1));
        if (left >= needed - 1e-6)
        {
            return TimeSpan.Zero;
        }

        var windowEnds = endsAt - now;
        var refilled = refill is { } rate ? TimeSpan.FromSeconds(Math.Min(1e6, (needed - left) / rate)) : windowEnds;
        return refilled < windowEnds ? refilled : windowEnds;
    }

    /// <summary>What comes in each second; <c>null</c> if it comes at once when a window ends.</summary>
    private double? Refill => _votes > 0 ? PerSecond : null;

    private double LeftOf(double remaining, DateTimeOffset now) =>
        remaining + RefillPerSecond * Math.Max(0, (now - _at).TotalSeconds) - _spent;

    private DateTimeOffset? EndsAt => _at + (_told?.ResetsIn ?? _told?.Window);

    /// <summary>Above 0 if a reading speaks for an even refill, below 0 if for windows.</summary>
    private int Vote(ReportedLimit next, DateTimeOffset now)
    {
        if (next is not { Limit: { } limit, Remaining: { } left, ResetsIn: { } reset } || left >= limit)
        {
            return 0;
        }

        if (next.Window is { } window)
        {
            var even = window * ((limit - left) / limit);
            var off = (reset - even).Duration();
            return off <= Rounding || off <= window * 0.05 ? 1 : -1;
        }

        if (PerSecond is not { } before || EndsAt is not { } endsAt || _told!.Remaining is not { } had || had <= left)
        {
            return 0;
        }

        var byRefill = Math.Abs(reset.TotalSeconds - (limit - left) / before);
        var byWindow = Math.Abs((endsAt - now - reset).TotalSeconds);
        return Math.Abs(byRefill - byWindow) < 0.1 ? 0
            : byRefill < byWindow ? 1
            : -1;
    }
}
