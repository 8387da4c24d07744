using System.Text.Json.Serialization;

namespace Aimux.Silo.Simulation.Quotas;

/// <summary>What the account has, as the quota endpoints of all vendors tell it.</summary>
/// <param name="Limit">What a window holds: requests, credits or dollars, as the vendor counts.</param>
/// <param name="Used">What of it is used, 0 to the limit.</param>
/// <param name="Balance">Prepaid money left, 0 to 1,000,000,000.</param>
/// <param name="ResetsInSeconds">Time until the window begins anew, 0 to 31,536,000.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record QuotaFigures(
    double Limit = 500,
    double Used = 125,
    double Balance = 10,
    double ResetsInSeconds = 3600
)
{
    public double Remaining => Math.Max(0, Limit - Used);

    /// <summary>What is used, 0 to 100.</summary>
    public double Percentage => Limit > 0 ? Math.Round(100 * Used / Limit, 2) : 100;
}
