namespace Aimux.Grains.Interfaces.Limits;

/// <summary>Asks a key to carry one attempt.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="UpstreamModel">The provider's name of the model.</param>
/// <param name="EstimatedTokens">Upper bound of prompt and completion tokens; reserved until the report.</param>
[GenerateSerializer, Immutable, Alias("aimux.LeaseRequest")]
public sealed record LeaseRequest(
    [property: Id(0)] string KeyId,
    [property: Id(1)] string UpstreamModel,
    [property: Id(2)] int EstimatedTokens
);
