namespace Aimux.Grains.Interfaces.History;

/// <summary>What happened in one step of time.</summary>
/// <param name="Count">Attempts, or requests of callers, that ended.</param>
/// <param name="Succeeded">Those that ended well.</param>
/// <param name="Limited">Those that met a limit, see <see cref="FailureKind"/>; who left is in none of these.</param>
/// <param name="Server">Those that met a broken or busy provider.</param>
/// <param name="Timeout">Those that met silence.</param>
/// <param name="Credentials">Those whose credentials, permissions or money did not do.</param>
/// <param name="Connection">Those whose provider was not to be reached.</param>
/// <param name="Request">Those that were at fault themselves.</param>
/// <param name="Failovers">Requests that were served after a failed attempt; 0 for attempts.</param>
/// <param name="InputTokens">Tokens of prompts, those read from a cache among them.</param>
/// <param name="CachedTokens">Tokens of prompts that were read from a cache.</param>
/// <param name="OutputTokens">Tokens of answers.</param>
/// <param name="CostMicros">What it cost, millionths of a dollar, as far as prices are known.</param>
/// <param name="FirstToken">Time to the first token; <c>null</c> without a sample.</param>
/// <param name="Duration">Time to the end; <c>null</c> without a sample.</param>
[GenerateSerializer, Immutable, Alias("aimux.HistoryPoint")]
public sealed record HistoryPoint(
    [property: Id(0)] long Count,
    [property: Id(1)] long Succeeded,
    [property: Id(2)] long Limited,
    [property: Id(3)] long Server,
    [property: Id(4)] long Timeout,
    [property: Id(5)] long Credentials,
    [property: Id(6)] long Connection,
    [property: Id(7)] long Request,
    [property: Id(8)] long Failovers,
    [property: Id(9)] long InputTokens,
    [property: Id(10)] long CachedTokens,
    [property: Id(11)] long OutputTokens,
    [property: Id(12)] long CostMicros,
    [property: Id(13)] Percentiles? FirstToken,
    [property: Id(14)] Percentiles? Duration
)
{
    public static HistoryPoint Empty { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, null);

    /// <summary>Those that ended badly.</summary>
    public long Failed => Limited + Server + Timeout + Credentials + Connection + Request;
}
