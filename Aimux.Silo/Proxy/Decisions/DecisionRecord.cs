using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Routing;

namespace Aimux.Silo.Proxy.Decisions;

/// <summary>
/// Why a request went where it went. Written by its own request alone; readers at any time see whole values, since each
/// change swaps one reference.
/// </summary>
internal sealed class DecisionRecord(string id, DateTimeOffset at, string model, bool streaming, string? caller = null)
{
    private const int MostExclusions = 400;

    public string Id { get; } = id;

    public DateTimeOffset At { get; } = at;

    /// <summary>The model as the caller named it.</summary>
    public string Model { get; } = model;

    public bool Streaming { get; } = streaming;

    /// <summary>The operator's name of who asked; <c>null</c> where everybody may.</summary>
    public string? Caller { get; } = caller;

    /// <summary>The version of the catalog that was asked.</summary>
    public long CatalogVersion { get; private set; }

    /// <summary>The route that the name matched; <c>null</c> if nobody serves it.</summary>
    public string? Route { get; private set; }

    /// <summary>How the route chooses.</summary>
    public RoutePolicy Policy { get; private set; }

    /// <summary>The ranking of the last round.</summary>
    public ImmutableArray<RankedCandidate> Candidates { get; private set; } = [];

    public ImmutableArray<Exclusion> Exclusions { get; private set; } = [];

    public ImmutableArray<AttemptRecord> Attempts { get; private set; } = [];

    /// <summary>Set once, when the request ended.</summary>
    public DecisionEnd? End { get; set; }

    public void Take(RouteDecision decision)
    {
        CatalogVersion = decision.CatalogVersion;
        Route = decision.Route;
        Candidates = decision.Candidates;
        Policy = decision.Policy;
        foreach (var exclusion in decision.Exclusions)
        {
            Exclude(exclusion);
        }
    }

    /// <summary>Notes who was passed over. A request that waits long meets the same ones again and again.</summary>
    public void Exclude(Exclusion exclusion)
    {
        if (Exclusions.Length < MostExclusions)
        {
            Exclusions = Exclusions.Add(exclusion);
        }
    }

    public void Begin(AttemptRecord attempt) => Attempts = Attempts.Add(attempt);
}

/// <param name="Status">What the caller got; 499 if it left.</param>
/// <param name="Provider">Who served it.</param>
/// <param name="UpstreamModel">As what.</param>
/// <param name="Simulated">Whether the answer was made up on this machine.</param>
/// <param name="TimeToFirstMs">From the request to the first content sent, ms.</param>
/// <param name="DurationMs">From the request to its end, ms.</param>
/// <param name="InputTokens">Tokens of the prompt, as counted by the provider.</param>
/// <param name="OutputTokens">Tokens of the answer, as counted by the provider.</param>
/// <param name="CachedTokens">Tokens of the prompt that came from a cache, as counted by the provider.</param>
/// <param name="CostUsd">What they cost, dollars, by the prices of the route; <c>null</c> if these are not known.</param>
/// <param name="Error">The code of the error that the caller got.</param>
internal sealed record DecisionEnd(
    int Status,
    string? Provider,
    string? UpstreamModel,
    bool Simulated,
    double? TimeToFirstMs,
    double DurationMs,
    int? InputTokens,
    int? OutputTokens,
    int? CachedTokens,
    double? CostUsd,
    string? Error
);
