using Aimux.Dashboard.Configuration;

namespace Aimux.Silo.Admin.Api;

/// <summary>
/// A key as the API takes it: the columns of the configuration file's table. Where the address names provider and id already,
/// they may be left out. What is given as its secret, in clear or as <c>env:NAME</c> or <c>file:/path</c>, is never given back; left out by
/// <c>PUT</c>, the secret stays.
/// </summary>
internal sealed record KeyBody(
    string? Provider = null,
    string? Id = null,
    string? Secret = null,
    string? QuotaGroup = null,
    int? Rpm = null,
    int? Tpm = null,
    int? Rpd = null,
    int? Concurrency = null,
    double Weight = 1,
    bool Enabled = true
)
{
    public KeyRow Row(string provider, string id) =>
        new(provider, id, "", QuotaGroup, Rpm, Tpm, Rpd, Concurrency, Weight, Enabled);

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"key {Provider}/{Id}";
}
