using Aimux.Grains.Interfaces.History;

namespace Aimux.Grains.Interfaces.Health;

/// <summary>What one attempt taught about its provider.</summary>
/// <param name="UpstreamModel">The provider's name of the model.</param>
/// <param name="Streaming">Whether the request streamed.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Latency">Time to the first content of a stream, or to the end of another answer; <c>null</c> if there was none.</param>
/// <param name="Elapsed">Time from its beginning to its end, however it ended.</param>
/// <param name="InFlight">Attempts in flight at the provider when this one was chosen.</param>
/// <param name="Probe">Whether the attempt was the probe of a half-open breaker.</param>
/// <param name="InputTokens">About how long the prompt is, tokens.</param>
/// <param name="OutputTokens">Tokens of the answer, counted or estimated; <c>null</c> if unknown.</param>
/// <param name="Warm">Whether the conversation was served there just before, so that its prompt should be cached.</param>
/// <param name="RequestsFault">Whether the same body failed the same way elsewhere: the failure is the request's own.</param>
/// <param name="RetryAfter">How long the provider asked to wait.</param>
/// <param name="Sample">What it adds to the history; default for nothing.</param>
[GenerateSerializer, Immutable, Alias("aimux.ProviderReport")]
public sealed record ProviderReport(
    [property: Id(0)] string UpstreamModel,
    [property: Id(1)] bool Streaming,
    [property: Id(2)] AttemptOutcome Outcome,
    [property: Id(3)] TimeSpan? Latency,
    [property: Id(4)] TimeSpan Elapsed,
    [property: Id(5)] int InFlight,
    [property: Id(6)] bool Probe,
    [property: Id(7)] int InputTokens = 0,
    [property: Id(8)] int? OutputTokens = null,
    [property: Id(9)] bool Warm = false,
    [property: Id(10)] bool RequestsFault = false,
    [property: Id(11)] TimeSpan? RetryAfter = null,
    [property: Id(12)] HistorySample Sample = default
);
