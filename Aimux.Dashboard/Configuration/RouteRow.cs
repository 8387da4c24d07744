namespace Aimux.Dashboard.Configuration;

/// <summary>A model route as its row in the configuration file says.</summary>
/// <param name="Name">The name that callers use; one <c>*</c> at its end stands for any rest.</param>
/// <param name="Candidates">As <c>provider/model</c>, in order.</param>
/// <param name="Policy"><c>fastest</c>, <c>ordered</c>, <c>weighted</c>, <c>cheapest</c> or <c>sticky</c>.</param>
/// <param name="Weights">Shares in the order of the candidates; empty for equal ones.</param>
/// <param name="Prices">Dollars per million tokens as <c>INPUT/OUTPUT</c>, in the order of the candidates; empty if not known.</param>
/// <param name="Hedge">Whether a second provider is tried when the first is slow to begin.</param>
public sealed record RouteRow(
    string Name,
    ImmutableArray<string> Candidates,
    string Policy = "fastest",
    ImmutableArray<string> Weights = default,
    ImmutableArray<string> Prices = default,
    bool Hedge = false
);
