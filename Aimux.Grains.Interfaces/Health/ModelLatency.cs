namespace Aimux.Grains.Interfaces.Health;

/// <summary>The latency of one model at one provider, for one kind of request.</summary>
[GenerateSerializer, Immutable, Alias("aimux.ModelLatency")]
public sealed record ModelLatency(
    [property: Id(0)] string UpstreamModel,
    [property: Id(1)] bool Streaming,
    [property: Id(2)] LatencyEstimate Estimate
);
