namespace Aimux.Dashboard.Configuration;

/// <summary>A key as its row in the configuration file says. The secret itself is never shown.</summary>
/// <param name="Provider">Its provider.</param>
/// <param name="Id">The operator's name of it, unique among its provider's keys.</param>
/// <param name="Secret">Where the secret is, such as <c>env:NAME</c>, or a mask with its last four characters at most.</param>
/// <param name="QuotaGroup">With whom it shares limits; <c>null</c> for nobody.</param>
/// <param name="Rpm">Requests per minute; <c>null</c> if not configured, as the others.</param>
/// <param name="Tpm">Tokens per minute.</param>
/// <param name="Rpd">Requests per day.</param>
/// <param name="Concurrency">Attempts in flight at once.</param>
/// <param name="Weight">Its share beside the provider's other keys.</param>
/// <param name="Enabled">Whether it is used.</param>
public sealed record KeyRow(
    string Provider,
    string Id,
    string Secret,
    string? QuotaGroup = null,
    int? Rpm = null,
    int? Tpm = null,
    int? Rpd = null,
    int? Concurrency = null,
    double Weight = 1,
    bool Enabled = true
)
{
    /// <summary>As logs, decisions and grains call it: <c>provider/id</c>.</summary>
    public string FullId => $"{Provider}/{Id}";
}
