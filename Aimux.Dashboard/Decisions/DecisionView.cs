using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Routing;

namespace Aimux.Dashboard.Decisions;

/// <summary>Why a request went where it went.</summary>
/// <param name="Id">Its id, <c>x-aimux-decision</c> of the reply; sorts by time.</param>
/// <param name="At">When the request came.</param>
/// <param name="Model">The model as the caller named it.</param>
/// <param name="Route">The route that the name matched; <c>null</c> if nobody serves it.</param>
/// <param name="Policy">How the route chooses.</param>
/// <param name="Streaming">Whether it streamed.</param>
/// <param name="Caller">Who asked; <c>null</c> where everybody may.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Sentence">What happened, in one sentence.</param>
/// <param name="Status">What the caller got; <c>null</c> while it is under way.</param>
/// <param name="Error">The code of the error that the caller got.</param>
/// <param name="Provider">Who served it.</param>
/// <param name="UpstreamModel">As what.</param>
/// <param name="ToFirstMs">From the request to the first content sent, ms.</param>
/// <param name="DurationMs">From the request to its end, ms.</param>
/// <param name="InputTokens">Tokens of the prompt.</param>
/// <param name="OutputTokens">Tokens of the answer.</param>
/// <param name="CostUsd">What it cost, dollars; <c>null</c> where no price is known.</param>
/// <param name="Candidates">The ranking of the last round, best first.</param>
/// <param name="Exclusions">Who was passed over.</param>
/// <param name="Attempts">In the order in which they began.</param>
public sealed record DecisionView(
    string Id,
    DateTimeOffset At,
    string Model,
    string? Route,
    RoutePolicy Policy,
    bool Streaming,
    string? Caller,
    DecisionOutcome Outcome,
    string Sentence,
    int? Status,
    string? Error,
    string? Provider,
    string? UpstreamModel,
    double? ToFirstMs,
    double? DurationMs,
    int? InputTokens,
    int? OutputTokens,
    double? CostUsd,
    ImmutableArray<RankedCandidate> Candidates,
    ImmutableArray<Exclusion> Exclusions,
    ImmutableArray<AttemptView> Attempts
);
