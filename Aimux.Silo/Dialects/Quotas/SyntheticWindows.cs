using System.Text.Json;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Dialects.Quotas;

/// <summary>Synthetic's quotas, of which every part is optional. Requests may be fractions, since models weigh differently.</summary>
internal static class SyntheticWindows
{
    public static IEnumerable<QuotaWindow?> Read(JsonElement root, DateTimeOffset now)
    {
        yield return FiveHours(root, now);
        yield return Week(root, now);
        yield return Credits(root, now);
        yield return Counted(QuotaJson.Part(root, "subscription"), "subscription", now);
        yield return Counted(
            QuotaJson.Part(root, "search") is { } search ? QuotaJson.Part(search, "hourly") : null,
            "hour, search",
            now
        );
        yield return Counted(QuotaJson.Part(root, "freeToolCalls"), "free tool calls", now);
    }

    private static QuotaWindow? FiveHours(JsonElement root, DateTimeOffset now)
    {
        return QuotaJson.Part(root, "rollingFiveHourLimit") is { } part
            ? new QuotaWindow(
                "5 hours",
                "requests",
                Used: null,
                QuotaJson.Number(part, "max"),
                QuotaJson.Is(part, "limited") ? 0 : QuotaJson.Number(part, "remaining"),
                QuotaJson.Time(part, "nextTickAt", now)
            )
            : null;
    }

    private static QuotaWindow? Week(JsonElement root, DateTimeOffset now)
    {
        return
            QuotaJson.Part(root, "weeklyTokenLimit") is { } part
            && QuotaJson.Number(part, "percentRemaining") is { } percent
            ? new QuotaWindow(
                "week",
                "percent",
                Used: null,
                Limit: 100,
                percent,
                QuotaJson.Time(part, "nextRegenAt", now)
            )
            : null;
    }

    /// <summary>The same week in money.</summary>
    private static QuotaWindow? Credits(JsonElement root, DateTimeOffset now)
    {
        return QuotaJson.Part(root, "weeklyTokenLimit") is { } part
            ? new QuotaWindow(
                "week",
                "USD",
                Used: null,
                QuotaJson.Number(part, "maxCredits"),
                QuotaJson.Number(part, "remainingCredits"),
                QuotaJson.Time(part, "nextRegenAt", now)
            )
            : null;
    }

    private static QuotaWindow? Counted(JsonElement? counted, string name, DateTimeOffset now)
    {
        return counted is { } part
            ? new QuotaWindow(
                name,
                "requests",
                QuotaJson.Number(part, "requests"),
                QuotaJson.Number(part, "limit"),
                Remaining: null,
                QuotaJson.Time(part, "renewsAt", now)
            )
            : null;
    }
}
