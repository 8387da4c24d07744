using System.Text.Json;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Dialects;

/// <summary>
/// Synthetic's header <c>x-synthetic-quotas</c>: JSON of which every part is optional. Requests may be fractions, since
/// models weigh differently. The week is counted in money, of which only the end says anything of requests.
/// </summary>
internal static class SyntheticQuotas
{
    private const int Longest = 8 << 10;

    public static void Read(string value, LimitDrafts drafts, DateTimeOffset now)
    {
        if (value.Length > Longest)
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(value);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } quotas)
            {
                ReadFiveHours(quotas, drafts, now);
                ReadWeek(quotas, drafts, now);
                ReadSubscription(quotas, drafts, now);
            }
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException) // the latter for broken texts
        {
            // Says nothing.
        }
    }

    private static void ReadFiveHours(JsonElement quotas, LimitDrafts drafts, DateTimeOffset now)
    {
        if (Part(quotas, "rollingFiveHourLimit") is not { } part)
        {
            return;
        }

        var draft = drafts.Find("five-hours", LimitUnit.Requests)!;
        var limited = part.TryGetProperty("limited", out var flag) && flag.ValueKind == JsonValueKind.True;
        draft.Window = TimeSpan.FromHours(5);
        draft.Limit = Number(part, "max");
        draft.Remaining = limited ? 0 : Number(part, "remaining");

        // It comes back in ticks; the first of them lets a request pass again.
        draft.ResetsIn = Time(part, "nextTickAt", now);
    }

    private static void ReadWeek(JsonElement quotas, LimitDrafts drafts, DateTimeOffset now)
    {
        if (Part(quotas, "weeklyTokenLimit") is { } part)
        {
            var draft = drafts.Find("week", LimitUnit.Requests)!;
            draft.Window = TimeSpan.FromDays(7);
            draft.Remaining = Number(part, "percentRemaining") <= 0 ? 0 : null;
            draft.ResetsIn = Time(part, "nextRegenAt", now);
        }
    }

    private static void ReadSubscription(JsonElement quotas, LimitDrafts drafts, DateTimeOffset now)
    {
        if (Part(quotas, "subscription") is { } part)
        {
            var draft = drafts.Find("subscription", LimitUnit.Requests)!;
            draft.Limit = Number(part, "limit");
            draft.Remaining =
                draft.Limit is { } limit && Number(part, "requests") is { } used ? Math.Max(0, limit - used) : null;
            draft.ResetsIn = Time(part, "renewsAt", now);
        }
    }

    private static JsonElement? Part(JsonElement quotas, string name) =>
        quotas.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static double? Number(JsonElement part, string name)
    {
        return part.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.Number => LimitDrafts.Count(value.GetRawText()),
                JsonValueKind.String => LimitDrafts.Count(value.GetString()),
                _ => null,
            }
            : null;
    }

    private static TimeSpan? Time(JsonElement part, string name, DateTimeOffset now)
    {
        return part.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.Number => ResetTime.TryParse(value.GetRawText(), now),
                JsonValueKind.String => ResetTime.TryParse(value.GetString(), now),
                _ => null,
            }
            : null;
    }
}
