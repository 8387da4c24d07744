using System.Text.Json;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Dialects.Quotas;

/// <summary>
/// z.ai's <c>data.limits</c>. What it calls usage is the limit. A plan may tell the percentage alone, of which the
/// limit is 100.
/// </summary>
internal static class ZaiWindows
{
    private const string Tools = "TIME_LIMIT";

    public static IEnumerable<QuotaWindow?> Read(JsonElement root, DateTimeOffset now) =>
        QuotaJson.Part(root, "data") is { } data
            ? QuotaJson.Rows(data, "limits").Select(limit => Window(limit, now))
            : [];

    private static QuotaWindow? Window(JsonElement limit, DateTimeOffset now)
    {
        var type = QuotaJson.Text(limit, "type");
        var window = new QuotaWindow(
            type == Tools ? $"{Name(limit)}, tools" : Name(limit),
            type switch
            {
                "TOKENS_LIMIT" => "tokens",
                "CREDIT_LIMIT" => "credits",
                Tools => "requests",
                _ => "",
            },
            QuotaJson.Number(limit, "currentValue"),
            QuotaJson.Number(limit, "usage"),
            QuotaJson.Number(limit, "remaining"),
            QuotaJson.Time(limit, "nextResetTime", now)
        );
        return window.Limit is null && window.Remaining is null && QuotaJson.Number(limit, "percentage") is { } percent
            ? window with
            {
                Unit = "percent",
                Used = percent,
                Limit = 100,
            }
            : window;
    }

    private static string Name(JsonElement limit)
    {
        var number = QuotaJson.Number(limit, "number") ?? 1;
        return QuotaJson.Number(limit, "unit") switch
        {
            1 => Count(number, "day"),
            3 => Count(number, "hour"),
            5 => Count(number, "month"),
            6 => Count(number, "week"),
            _ => "window",
        };
    }

    private static string Count(decimal number, string unit) => number == 1 ? unit : $"{number:0.##} {unit}s";
}
