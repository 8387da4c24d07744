namespace Aimux.Grains.Interfaces.Health;

/// <summary>What one attempt taught about its provider.</summary>
/// <param name="UpstreamModel">The provider's name of the model.</param>
/// <param name="Streaming">Whether the request streamed.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Latency">Time to the first content of a stream, or to the end of another answer; <c>null</c> if there was none.</param>
/// <param name="Elapsed">Time from its beginning to its end, however it ended.</param>
/// <param name="InFlight">Attempts in flight at the provider when this one was chosen.</param>
/// <param name="Probe">Whether the attempt was the probe of a half-open breaker.</param>
[GenerateSerializer, Immutable, Alias("aimux.ProviderReport")]
public sealed record ProviderReport(
    [property: Id(0)] string UpstreamModel,
    [property: Id(1)] bool Streaming,
    [property: Id(2)] AttemptOutcome Outcome,
    [property: Id(3)] TimeSpan? Latency,
    [property: Id(4)] TimeSpan Elapsed,
    [property: Id(5)] int InFlight,
    [property: Id(6)] bool Probe
);
