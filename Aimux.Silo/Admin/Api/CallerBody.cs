using System.Collections.Immutable;
using Aimux.Dashboard.Configuration;

namespace Aimux.Silo.Admin.Api;

/// <summary>
/// A caller as the API takes and gives it. Its token is in the answer to <c>POST</c>, this once, and never taken.
/// </summary>
internal sealed record CallerBody(
    string? Id = null,
    ImmutableArray<string>? Models = null,
    int? Rpm = null,
    bool Enabled = true,
    string? Token = null
)
{
    public static CallerBody Of(CallerRow row) => new(row.Id, row.Models, row.Rpm, row.Enabled);

    public CallerRow Row(string id) => new(id, "", Models ?? [], Rpm, Enabled);

    /// <summary>Never the token.</summary>
    public override string ToString() => $"caller {Id}";
}
