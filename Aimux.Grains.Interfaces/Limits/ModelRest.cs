namespace Aimux.Grains.Interfaces.Limits;

/// <summary>A model that a key, or a whole provider, does not serve for a while.</summary>
/// <param name="UpstreamModel">The provider's name of the model.</param>
/// <param name="Until">When it may be asked for again.</param>
/// <param name="Reason">Why it is not.</param>
[GenerateSerializer, Immutable, Alias("aimux.ModelRest")]
public sealed record ModelRest(
    [property: Id(0)] string UpstreamModel,
    [property: Id(1)] DateTimeOffset Until,
    [property: Id(2)] Health.AttemptOutcome Reason
);
