namespace Aimux.Dashboard.Configuration;

/// <summary>A caller of the data listener as its row in the configuration file says. The token itself is never shown.</summary>
/// <param name="Id">The operator's name of it.</param>
/// <param name="Token">Where the token is, or a mask of its hash.</param>
/// <param name="Models">Names or patterns that it may use; empty for all.</param>
/// <param name="Rpm">Requests per minute; <c>null</c> for as many as it likes.</param>
/// <param name="Enabled">Whether it may call.</param>
public sealed record CallerRow(
    string Id,
    string Token,
    ImmutableArray<string> Models = default,
    int? Rpm = null,
    bool Enabled = true
);
