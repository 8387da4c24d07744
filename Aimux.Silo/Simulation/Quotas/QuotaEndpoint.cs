using System.Globalization;
using System.Text.Json;

namespace Aimux.Silo.Simulation.Quotas;

/// <summary>Tells the quota figures in the shape of the vendor whose path is asked.</summary>
internal static class QuotaEndpoint
{
    public static void Answer(HttpContext http, ActiveSettings active, QuotaVendor vendor, DateTimeOffset now)
    {
        var headers = http.Request.Headers;
        var known = active.Accepts(
            vendor == QuotaVendor.Zai ? RequestKey.BearerOrRaw(headers) : RequestKey.Bearer(headers)
        );
        // One vendor says it inside a 200.
        if (!known && vendor != QuotaVendor.Zai)
        {
            throw new RequestRefusedException(WireError.UnknownKey);
        }

        var figures = active.Settings.Quota;
        Answers.Write(
            http.Response,
            StatusCodes.Status200OK,
            vendor switch
            {
                QuotaVendor.Zai => known ? ZaiQuota.Render(figures, now) : ZaiQuota.RenderUnknownKey(),
                QuotaVendor.Synthetic => SyntheticQuotas.Render(figures, now),
                QuotaVendor.OpenRouter => JsonObjects.Write(json => WriteOpenRouter(json, figures)),
                QuotaVendor.Moonshot => JsonObjects.Write(json => WriteMoonshot(json, figures)),
                _ => JsonObjects.Write(json => WriteDeepSeek(json, figures)),
            }
        );
    }

    private static void WriteOpenRouter(Utf8JsonWriter json, QuotaFigures figures)
    {
        json.WriteStartObject("data"u8);
        json.WriteString("label"u8, "simulated"u8);
        json.WriteNumber("usage"u8, figures.Used);
        json.WriteNumber("limit"u8, figures.Limit);
        json.WriteNumber("limit_remaining"u8, figures.Remaining);
        json.WriteNull("limit_reset"u8);
        json.WriteBoolean("is_free_tier"u8, value: false);
        json.WriteStartObject("rate_limit"u8);
        json.WriteNumber("requests"u8, -1);
        json.WriteString("interval"u8, "10s"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMoonshot(Utf8JsonWriter json, QuotaFigures figures)
    {
        json.WriteNumber("code"u8, 0);
        json.WriteStartObject("data"u8);
        json.WriteNumber("available_balance"u8, figures.Balance);
        json.WriteNumber("voucher_balance"u8, 0);
        json.WriteNumber("cash_balance"u8, figures.Balance);
        json.WriteEndObject();
        json.WriteString("scode"u8, "0x0"u8);
        json.WriteBoolean("status"u8, value: true);
    }

    /// <summary>Its amounts are texts.</summary>
    private static void WriteDeepSeek(Utf8JsonWriter json, QuotaFigures figures)
    {
        var balance = figures.Balance.ToString("0.00", CultureInfo.InvariantCulture);
        json.WriteBoolean("is_available"u8, figures.Balance > 0);
        json.WriteStartArray("balance_infos"u8);
        json.WriteStartObject();
        json.WriteString("currency"u8, "USD"u8);
        json.WriteString("total_balance"u8, balance);
        json.WriteString("granted_balance"u8, "0.00"u8);
        json.WriteString("topped_up_balance"u8, balance);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
