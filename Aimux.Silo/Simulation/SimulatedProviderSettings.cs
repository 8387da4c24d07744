using System.Text.Json.Serialization;
using Aimux.Silo.Simulation.Errors;
using Aimux.Silo.Simulation.Quotas;

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
/// <param name="ErrorStyle">
/// Whose error bodies it gives on every path: anthropic, cerebras, zai, synthetic, minimax, openrouter or ollama;
/// openai gives each protocol's own.
/// </param>
/// <param name="Protocols">Which of chat, messages and responses it speaks; the paths of others are 404.</param>
/// <param name="StrictFields">
/// An unknown property of a conversation is a 400 that names it; so is messages[].reasoning_content in a chat, and a
/// thinking block whose signature is another's, and a turn of the system, in Messages.
/// </param>
/// <param name="RefusedFields">Properties of a conversation that are a 400 too, at most 1000.</param>
/// <param name="CountTokens">Whether /messages/count_tokens is there.</param>
/// <param name="CacheReadTokens">How many tokens of a prompt usage tells as read from a cache.</param>
/// <param name="CacheCreationTokens">How many tokens of a Messages prompt usage tells as written to a cache.</param>
/// <param name="RecordedRequests">How many of the last requests are kept for /_simulation/requests, 0 to 1000.</param>
/// <param name="Quota">What the quota endpoints tell.</param>
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
    FaultRates? Faults = null,
    string ErrorStyle = ErrorStyles.Usual,
    string[]? Protocols = null,
    bool StrictFields = false,
    string[]? RefusedFields = null,
    bool CountTokens = true,
    int CacheReadTokens = 0,
    int CacheCreationTokens = 0,
    int RecordedRequests = 0,
    QuotaFigures? Quota = null
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

    /// <summary>Which of chat, messages and responses it speaks; the paths of others are 404.</summary>
    public string[] Protocols { get; init; } = Protocols ?? Simulation.Protocols.All;

    /// <summary>Properties of a conversation that are a 400 even if they are known, at most 1000.</summary>
    public string[] RefusedFields { get; init; } = RefusedFields ?? [];

    /// <summary>What the quota endpoints tell.</summary>
    public QuotaFigures Quota { get; init; } = Quota ?? new QuotaFigures();
}
