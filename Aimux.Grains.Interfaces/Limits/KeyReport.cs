using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.History;

namespace Aimux.Grains.Interfaces.Limits;

/// <summary>What one attempt taught about its key; gives the lease back.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="LeaseId">The lease under which the attempt ran.</param>
/// <param name="UpstreamModel">The provider's name of the model.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="TokensUsed">Prompt and completion tokens as the provider counted them; <c>null</c> if it did not say.</param>
/// <param name="RetryAfter">How long the provider asked to wait.</param>
/// <param name="Limits">What the provider said of its limits; empty if nothing.</param>
/// <param name="Sample">What it adds to the history; default for nothing.</param>
[GenerateSerializer, Immutable, Alias("aimux.KeyReport")]
public sealed record KeyReport(
    [property: Id(0)] string KeyId,
    [property: Id(1)] long LeaseId,
    [property: Id(2)] string UpstreamModel,
    [property: Id(3)] AttemptOutcome Outcome,
    [property: Id(4)] int? TokensUsed,
    [property: Id(5)] TimeSpan? RetryAfter,
    [property: Id(6)] ImmutableArray<ReportedLimit> Limits,
    [property: Id(7)] HistorySample Sample = default
);
