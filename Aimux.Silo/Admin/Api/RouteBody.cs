using System.Collections.Immutable;
using Aimux.Dashboard.Configuration;

namespace Aimux.Silo.Admin.Api;

/// <summary>
/// A model route as the API takes and gives it: the columns of the configuration file's table. Where the address names it
/// already, its name may be left out.
/// </summary>
internal sealed record RouteBody(
    string? Name = null,
    ImmutableArray<string>? Candidates = null,
    string Policy = "fastest",
    ImmutableArray<string>? Weights = null,
    ImmutableArray<string>? Prices = null,
    bool Hedge = false
)
{
    public static RouteBody Of(RouteRow row) =>
        new(row.Name, row.Candidates, row.Policy, row.Weights, row.Prices, row.Hedge);

    public RouteRow Row(string name) => new(name, Candidates ?? [], Policy, Weights ?? [], Prices ?? [], Hedge);
}
