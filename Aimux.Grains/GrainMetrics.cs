using System.Diagnostics.Metrics;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Grains;

/// <summary>What grains count. Labels are providers and enumerations, so their number is bounded by the catalog.</summary>
internal sealed class GrainMetrics
{
    public const string MeterName = "Aimux.Grains";

    private readonly Counter<long> _leases;
    private readonly Counter<long> _rests;
    private readonly Counter<long> _breakerMoves;

    public GrainMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _leases = meter.CreateCounter<long>("aimux.leases", "{lease}", "Leases asked of keys, by what came of it.");
        _rests = meter.CreateCounter<long>("aimux.key.rests", "{rest}", "Rests that keys began, by cause.");
        _breakerMoves = meter.CreateCounter<long>("aimux.breaker.transitions", "{transition}", "Changes of breakers.");
    }

    public void OnLeaseAsked(string provider, RefusalReason refusal) =>
        _leases.Add(1, new("gen_ai.provider.name", provider), new("aimux.result", Names.Of(refusal)));

    public void OnKeyRests(string provider, AttemptOutcome cause) =>
        _rests.Add(1, new("gen_ai.provider.name", provider), new("error.type", cause.ToString()));

    public void OnBreakerMoved(string provider, BreakerStatus status) =>
        _breakerMoves.Add(1, new("gen_ai.provider.name", provider), new("aimux.breaker.state", status.ToString()));

    /// <summary>Names that are computed once, since leases are asked on every request.</summary>
    private static class Names
    {
        private static readonly string[] Refusals =
        [
            .. Enum.GetValues<RefusalReason>()
                .Select(reason => reason is RefusalReason.None ? "granted" : reason.ToString()),
        ];

        public static string Of(RefusalReason refusal) => Refusals[(int)refusal];
    }
}
