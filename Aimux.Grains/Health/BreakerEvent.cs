using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Health;

/// <summary>What can happen to a breaker.</summary>
internal abstract record BreakerEvent
{
    private BreakerEvent() { }

    /// <param name="Strikes">How much the failure counts.</param>
    /// <param name="Probe">Whether the attempt was sent although the breaker was not closed.</param>
    /// <param name="OpenFor">How long the breaker stays open if this opens it; <c>null</c> for the usual time.</param>
    /// <param name="Cause">How the attempt ended.</param>
    internal sealed record Failed(double Strikes, bool Probe, OpenTime? OpenFor = null, AttemptOutcome? Cause = null)
        : BreakerEvent;

    /// <param name="Probe">Whether the attempt was sent although the breaker was not closed.</param>
    internal sealed record Succeeded(bool Probe) : BreakerEvent
    {
        public static Succeeded Ordinary { get; } = new(Probe: false);

        public static Succeeded OfProbe { get; } = new(Probe: true);
    }

    /// <summary>The probe came to nothing: its caller left before there was an answer.</summary>
    internal sealed record ProbeAbandoned : BreakerEvent;

    internal sealed record ProbeStarted : BreakerEvent;

    internal sealed record Isolate : BreakerEvent;

    internal sealed record Release : BreakerEvent;
}
