using System.Globalization;
using System.Text;
using Aimux.Silo.Simulation.Errors;

namespace Aimux.Silo.Simulation.Quotas;

/// <summary>Synthetic's quotas: the body of their endpoint, and a header of every answer.</summary>
internal static class SyntheticQuotas
{
    private const string Header = "x-synthetic-quotas";

    public static byte[] Render(QuotaFigures figures, DateTimeOffset now)
    {
        var renews = now.AddSeconds(figures.ResetsInSeconds)
            .ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        return JsonObjects.Write(json =>
        {
            json.WriteStartObject("subscription"u8);
            json.WriteNumber("limit"u8, figures.Limit);
            json.WriteNumber("requests"u8, figures.Used);
            json.WriteString("renewsAt"u8, renews);
            json.WriteEndObject();
            json.WriteStartObject("rollingFiveHourLimit"u8);
            json.WriteNumber("remaining"u8, figures.Remaining);
            json.WriteNumber("max"u8, figures.Limit);
            json.WriteBoolean("limited"u8, figures.Remaining <= 0);
            json.WriteNumber("tickPercent"u8, 0.05);
            json.WriteString("nextTickAt"u8, renews);
            json.WriteEndObject();
            json.WriteStartObject("weeklyTokenLimit"u8);
            json.WriteNumber("percentRemaining"u8, 100 - figures.Percentage);
            json.WriteString(
                "remainingCredits"u8,
                "$" + figures.Balance.ToString("0.00", CultureInfo.InvariantCulture)
            );
            json.WriteString("nextRegenAt"u8, renews);
            json.WriteEndObject();
        });
    }

    public static void Write(HttpContext http, ActiveSettings active, TimeProvider time)
    {
        if (active.Style == ErrorStyle.Synthetic)
        {
            http.Response.Headers[Header] = Encoding.UTF8.GetString(Render(active.Settings.Quota, time.GetUtcNow()));
        }
    }

    /// <summary>Tells in the header that nothing is left.</summary>
    public static void WriteUsedUp(Exchange exchange)
    {
        if (exchange.Active.Style == ErrorStyle.Synthetic)
        {
            var figures = exchange.Active.Settings.Quota;
            exchange.Response.Headers[Header] = Encoding.UTF8.GetString(
                Render(figures with { Used = figures.Limit }, exchange.Now)
            );
        }
    }
}
