using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Health;

/// <summary>The rules of a circuit breaker: one transition function, time as a parameter.</summary>
internal static class Breaker
{
    /// <summary>Strikes that open a closed breaker. With half a strike off for each success, more than a third of failures lead there.</summary>
    public const double StrikesToOpen = 5;

    private static readonly TimeSpan StrikeHalfLife = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ProbeLifetime = TimeSpan.FromSeconds(30);

    public static BreakerState Next(BreakerState state, BreakerEvent happened, DateTimeOffset now)
    {
        return (state, happened) switch
        {
            (_, BreakerEvent.Isolate) => new BreakerState.Isolated(),
            (BreakerState.Isolated, BreakerEvent.Release) => BreakerState.Closed.Healthy,
            (BreakerState.Isolated, _) => state,

            (BreakerState.Closed closed, BreakerEvent.Failed failed) => Strike(closed, failed, now),
            (BreakerState.Closed closed, BreakerEvent.Succeeded) => Forgive(closed, now),

            (BreakerState.Open open, BreakerEvent.ProbeStarted) when now >= open.Until => //
            new BreakerState.HalfOpen(now + ProbeLifetime, open.Openings, open.Cause),
            (BreakerState.HalfOpen half, BreakerEvent.ProbeStarted) when now >= half.ProbeExpires => half with
            {
                ProbeExpires = now + ProbeLifetime,
            },

            // An attempt that began before the breaker opened says nothing new, however it ends.
            (BreakerState.Open or BreakerState.HalfOpen, BreakerEvent.Succeeded { Probe: true }) => //
            new BreakerState.Closed(0, now, RecoveredAt: now),
            (BreakerState.HalfOpen half, BreakerEvent.Failed { Probe: true } failed) => //
            OpenFor(failed, half.Openings + 1, now),
            (BreakerState.HalfOpen half, BreakerEvent.ProbeAbandoned) => new BreakerState.Open(
                now,
                half.Openings,
                half.Cause
            ),

            _ => state,
        };
    }

    public static BreakerSnapshot Snapshot(BreakerState state)
    {
        return state switch
        {
            BreakerState.Open open => new BreakerSnapshot(BreakerStatus.Open, open.Until, Cause: open.Cause),
            BreakerState.HalfOpen half => new BreakerSnapshot(
                BreakerStatus.HalfOpen,
                half.ProbeExpires,
                Cause: half.Cause
            ),
            BreakerState.Isolated => new BreakerSnapshot(BreakerStatus.Isolated),
            BreakerState.Closed closed => new BreakerSnapshot(BreakerStatus.Closed, RecoveredAt: closed.RecoveredAt),
            _ => throw new ArgumentException($"Unknown state {state.GetType().Name}.", nameof(state)),
        };
    }

    private static BreakerState Strike(BreakerState.Closed closed, BreakerEvent.Failed failed, DateTimeOffset now)
    {
        BreakerState struck = closed with { Strikes = Faded(closed, now) + failed.Strikes, At = now };
        return struck is BreakerState.Closed { Strikes: >= StrikesToOpen } ? OpenFor(failed, 1, now) : struck;
    }

    private static BreakerState.Closed Forgive(BreakerState.Closed closed, DateTimeOffset now)
    {
        // The usual case allocates nothing.
        return closed.Strikes == 0 ? closed : closed with { Strikes = Math.Max(0, Faded(closed, now) - 0.5), At = now };
    }

    private static double Faded(BreakerState.Closed closed, DateTimeOffset now)
    {
        return closed.Strikes == 0 || now <= closed.At
            ? closed.Strikes
            : closed.Strikes * Math.Pow(0.5, (now - closed.At) / StrikeHalfLife);
    }

    private static BreakerState.Open OpenFor(BreakerEvent.Failed failed, int openings, DateTimeOffset now) =>
        new(now + (failed.OpenFor ?? OpenTime.Usual).For(openings), openings, failed.Cause);
}
