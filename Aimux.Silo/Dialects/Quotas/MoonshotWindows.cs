using System.Text.Json;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Dialects.Quotas;

/// <summary>Moonshot's balance: cash and vouchers together.</summary>
internal static class MoonshotWindows
{
    /// <param name="root">The answer, which does not name its currency.</param>
    /// <param name="currency">That of the region.</param>
    public static IEnumerable<QuotaWindow?> Read(JsonElement root, string currency)
    {
        if (QuotaJson.Part(root, "data") is { } data)
        {
            yield return new QuotaWindow("balance", currency, Remaining: QuotaJson.Number(data, "available_balance"));
        }
    }
}
