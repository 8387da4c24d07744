using System.Text.Json.Serialization;

namespace Aimux.Silo.Simulation;

/// <summary>How a simulated provider behaves. Every member may change while it runs.</summary>
/// <remarks>
/// Defaults are constructor parameters because a source-generated serializer forgets the initialisers of
/// init-only members that a document leaves out.
/// </remarks>
/// <param name="TimeToFirstTokenMs">Wait before the first byte of an answer, in milliseconds, 0 to 3,600,000.</param>
/// <param name="TokensPerSecond">Pace of an answer's tokens, 0 to 1,000,000; 0 is unlimited.</param>
/// <param name="Jitter">Spread of each wait, 0 to 1: it is multiplied by a uniform draw from [1-j, 1+j].</param>
/// <param name="OutputTokens">Tokens of a text answer, 0 to 1,000,000.</param>
/// <param name="RequestsPerMinute">Requests a minute for each key, 1 to 1,000,000,000; null is unlimited.</param>
/// <param name="TokensPerMinute">Tokens (prompt and answer) a minute for each key, 1 to 1,000,000,000.</param>
/// <param name="RetryAfterSeconds">What an injected 429 or 503 asks its client to wait, in seconds, 0 to 86,400.</param>
/// <param name="Seed">Makes the sequence of faults and jitter repeatable; null draws a seed.</param>
/// <param name="Models">Names of the chat models served, 1 to 1000.</param>
/// <param name="EmbeddingModels">Names of the embedding models served, at most 1000.</param>
/// <param name="ApiKeys">Keys accepted, at most 10,000; none accepts every request.</param>
/// <param name="Faults">How often each fault strikes.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SimulatedProviderSettings(
    double TimeToFirstTokenMs = 0,
    double TokensPerSecond = 0,
    double Jitter = 0,
    int OutputTokens = 24,
    int? RequestsPerMinute = null,
    int? TokensPerMinute = null,
    double RetryAfterSeconds = 1,
    int? Seed = null,
    string[]? Models = null,
    string[]? EmbeddingModels = null,
    string[]? ApiKeys = null,
    FaultRates? Faults = null
)
{
    /// <summary>Names of the chat models served, 1 to 1000.</summary>
    public string[] Models { get; init; } = Models ?? ["demo"];

    /// <summary>Names of the embedding models served, at most 1000.</summary>
    public string[] EmbeddingModels { get; init; } = EmbeddingModels ?? ["demo-embedding"];

    /// <summary>Keys accepted, at most 10,000; none accepts every request, even one without a key.</summary>
    public string[] ApiKeys { get; init; } = ApiKeys ?? [];

    /// <summary>How often each fault strikes.</summary>
    public FaultRates Faults { get; init; } = Faults ?? new FaultRates();
}
