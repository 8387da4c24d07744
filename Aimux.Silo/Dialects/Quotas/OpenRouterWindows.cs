using System.Text.Json;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Dialects.Quotas;

/// <summary>OpenRouter's facts of a key: what it spent, and what it may spend if its owner has set a limit.</summary>
internal static class OpenRouterWindows
{
    public static IEnumerable<QuotaWindow?> Read(JsonElement root)
    {
        if (QuotaJson.Part(root, "data") is not { } key)
        {
            yield break;
        }

        var period = QuotaJson.Text(key, "limit_reset") switch
        {
            "daily" => "day",
            "weekly" => "week",
            "monthly" => "month",
            _ => "key",
        };
        // Its usage is that of all time, its limit that of the period.
        yield return new QuotaWindow(
            period,
            "USD",
            period == "key" ? QuotaJson.Number(key, "usage") : null,
            QuotaJson.Number(key, "limit"),
            QuotaJson.Number(key, "limit_remaining")
        );
    }
}
