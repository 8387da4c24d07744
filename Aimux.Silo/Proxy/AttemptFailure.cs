using System.Collections.Immutable;
using System.Text;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Configuration;

namespace Aimux.Silo.Proxy;

/// <summary>Why an attempt did not come to an answer that the caller can have.</summary>
/// <param name="Outcome">What kind of failure.</param>
/// <param name="Detail">In words, for the decision record; holds no secret.</param>
/// <param name="Status">The provider's HTTP status, if there was one.</param>
/// <param name="RetryAfter">How long the provider asked to wait.</param>
/// <param name="Body">The provider's answer, bounded; to show to the caller where the fault is the request's.</param>
/// <param name="ContentType">Type of <paramref name="Body"/>.</param>
internal sealed record AttemptFailure(
    AttemptOutcome Outcome,
    string Detail,
    int? Status = null,
    TimeSpan? RetryAfter = null,
    byte[]? Body = null,
    string? ContentType = null
)
{
    /// <summary>What the provider said of its limits.</summary>
    public ImmutableArray<ReportedLimit> Limits { get; init; } = [];

    /// <summary>Whether the provider said that trying again is worth it; <c>null</c> if it said nothing.</summary>
    public bool? ShouldRetry { get; init; }

    /// <summary>Whether it came in another protocol than the caller's.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The field of the request that the provider does not know; <c>null</c> if it named none.</summary>
    public string? UnknownField { get; init; }

    /// <summary>The same failure without the secret of its key, which some providers repeat in their errors.</summary>
    public AttemptFailure Without(ApiSecret secret) =>
        this with
        {
            Detail = secret.Scrub(Detail),
            Body = Body is null ? null : Encoding.UTF8.GetBytes(secret.Scrub(Encoding.UTF8.GetString(Body))),
        };
}
