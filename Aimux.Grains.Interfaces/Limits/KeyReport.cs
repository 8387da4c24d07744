using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Interfaces.Limits;

/// <summary>What one attempt taught about its key; gives the lease back.</summary>
/// <param name="LeaseId">The lease under which the attempt ran.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="TokensUsed">Prompt and completion tokens as the provider counted them; <c>null</c> if it did not say.</param>
/// <param name="RetryAfter">How long the provider asked to wait.</param>
[GenerateSerializer, Immutable, Alias("aimux.KeyReport")]
public sealed record KeyReport(
    [property: Id(0)] long LeaseId,
    [property: Id(1)] AttemptOutcome Outcome,
    [property: Id(2)] int? TokensUsed,
    [property: Id(3)] TimeSpan? RetryAfter
);
