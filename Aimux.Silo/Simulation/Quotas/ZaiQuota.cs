using System.Text.Json;

namespace Aimux.Silo.Simulation.Quotas;

/// <summary>z.ai's limits: tokens of five hours and of a week, and the monthly calls of tools.</summary>
internal static class ZaiQuota
{
    private const int Hours = 3;
    private const int Months = 5;
    private const int Weeks = 6;

    public static byte[] Render(QuotaFigures figures, DateTimeOffset now) =>
        JsonObjects.Write(json =>
        {
            json.WriteNumber("code"u8, 200);
            json.WriteString("msg"u8, "Operation successful"u8);
            json.WriteStartObject("data"u8);
            json.WriteStartArray("limits"u8);
            var window = now.AddSeconds(figures.ResetsInSeconds);
            WriteLimit(json, "TOKENS_LIMIT", Hours, 5, figures, window);
            WriteLimit(json, "TOKENS_LIMIT", Weeks, 1, figures, window.AddDays(7));
            WriteLimit(json, "TIME_LIMIT", Months, 1, figures, window.AddDays(30));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteBoolean("success"u8, value: true);
        });

    public static byte[] RenderUnknownKey() =>
        JsonObjects.Write(json =>
        {
            json.WriteNumber("code"u8, 401);
            json.WriteString("msg"u8, "token expired or incorrect"u8);
            json.WriteBoolean("success"u8, value: false);
        });

    private static void WriteLimit(
        Utf8JsonWriter json,
        string type,
        int unit,
        int number,
        QuotaFigures figures,
        DateTimeOffset resetsAt
    )
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteNumber("unit"u8, unit);
        json.WriteNumber("number"u8, number);
        // The limit, whatever its name says.
        json.WriteNumber("usage"u8, figures.Limit);
        json.WriteNumber("currentValue"u8, figures.Used);
        json.WriteNumber("remaining"u8, figures.Remaining);
        json.WriteNumber("percentage"u8, figures.Percentage);
        json.WriteNumber("nextResetTime"u8, resetsAt.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }
}
