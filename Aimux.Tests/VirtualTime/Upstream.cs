using Aimux.Grains.Limits;

namespace Aimux.Tests.VirtualTime;

/// <summary>A provider as it truly is, which the rules under test must find out: functions of virtual time.</summary>
/// <param name="Id">Its id.</param>
/// <param name="FirstTokenMs">Typical time to the first token at a time in seconds, ms.</param>
internal sealed record Upstream(string Id, Func<double, double> FirstTokenMs)
{
    /// <summary>Spread of single times: the sigma of a lognormal distribution.</summary>
    public double Spread { get; init; } = 0.2;

    public double TokensPerSecond { get; init; } = 400;

    /// <summary>Requests that it serves side by side without slowing down.</summary>
    public int Slots { get; init; } = int.MaxValue;

    /// <summary>Share of requests that fail with a 500, 0 to 1.</summary>
    public Func<double, double> FailureRate { get; init; } = _ => 0;

    /// <summary>Whether it refuses connections.</summary>
    public Func<double, bool> IsDown { get; init; } = _ => false;

    /// <summary>Its keys.</summary>
    public int Keys { get; init; } = 1;

    /// <summary>Requests a minute that it admits for each key; <c>null</c> without limit.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Whether Aimux was told of the limit.</summary>
    public bool LimitIsKnown { get; init; } = true;

    public static Upstream Constant(string id, double firstTokenMs) => new(id, _ => firstTokenMs);

    /// <summary>By how much this many requests under way make it slower.</summary>
    public double Slowdown(int inFlight) => Math.Max(1, inFlight / (double)Slots);

    /// <summary>The expected time to finish a request now, ms: what an oracle knows.</summary>
    public double ExpectedMs(double seconds, int inFlight, double tokens)
    {
        var first = FirstTokenMs(seconds) * Math.Exp(Spread * Spread / 2);
        return (first + tokens * 1000 / TokensPerSecond) * Slowdown(inFlight + 1);
    }

    public TokenBucket[] NewBuckets(DateTimeOffset now) =>
        RequestsPerMinute is { } limit ? [.. Enumerable.Repeat(TokenBucket.PerMinute(limit, now), Keys)] : [];
}
