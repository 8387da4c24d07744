namespace Aimux.Grains.Interfaces.Health;

/// <summary>How fast a provider serves one model, for prompts of about one size.</summary>
/// <param name="UpstreamModel">The provider's name of the model.</param>
/// <param name="InputSize">The class of prompt lengths, see <see cref="Health.InputSize"/>.</param>
/// <param name="FirstToken">Time to the first token.</param>
/// <param name="TokensPerSecond">Tokens of an answer a second once it has begun; 0 if that was never measured.</param>
/// <param name="OutputTokens">Moving average of the tokens of an answer; 0 if never measured.</param>
/// <param name="ColdMs">What a conversation that is new there waits longer for its first token, ms; <c>null</c> if not known.</param>
[GenerateSerializer, Immutable, Alias("aimux.ModelSpeed")]
public sealed record ModelSpeed(
    [property: Id(0)] string UpstreamModel,
    [property: Id(1)] int InputSize,
    [property: Id(2)] LatencyEstimate FirstToken,
    [property: Id(3)] double TokensPerSecond = 0,
    [property: Id(4)] double OutputTokens = 0,
    [property: Id(5)] double? ColdMs = null
);
