using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Dialects;

/// <summary>
/// The headers <c>ratelimit</c> and <c>ratelimit-policy</c> of the IETF, as drafted now (<c>"daily";r=50;t=30</c>) and
/// before (<c>limit=100, remaining=50, reset=5</c> and <c>100;w=60</c>).
/// </summary>
internal static class StandardLimits
{
    private const string Unnamed = "requests";

    public static void Read(ReadOnlySpan<char> value, LimitDrafts drafts, DateTimeOffset now)
    {
        foreach (var range in value.Split(','))
        {
            ReadItem(value[range].Trim(), drafts, now);
        }
    }

    private static void ReadItem(ReadOnlySpan<char> item, LimitDrafts drafts, DateTimeOffset now)
    {
        var end = item.IndexOf(';');
        var head = (end < 0 ? item : item[..end]).Trim();
        if (LimitDrafts.Count(head) is { } limit)
        {
            if (drafts.Find(Unnamed, LimitUnit.Requests) is { } policy)
            {
                policy.Limit ??= limit;
                ReadParameters(policy, item, end, now);
            }
        }
        else if (head.Contains('='))
        {
            if (drafts.Find(Unnamed, LimitUnit.Requests) is { } whole)
            {
                Set(whole, head, now);
            }
        }
        else if (end >= 0 && drafts.Find(head.Trim('"'), LimitUnit.Requests) is { } named)
        {
            ReadParameters(named, item, end, now);
        }
    }

    private static void ReadParameters(LimitDraft draft, ReadOnlySpan<char> item, int end, DateTimeOffset now)
    {
        if (end < 0)
        {
            return;
        }

        var parameters = item[(end + 1)..];
        foreach (var range in parameters.Split(';'))
        {
            Set(draft, parameters[range].Trim(), now);
        }
    }

    private static void Set(LimitDraft draft, ReadOnlySpan<char> parameter, DateTimeOffset now)
    {
        var equals = parameter.IndexOf('=');
        if (equals < 0)
        {
            return;
        }

        var value = parameter[(equals + 1)..].Trim().Trim('"');
        switch (parameter[..equals].Trim())
        {
            case "q" or "limit":
                draft.Limit = LimitDrafts.Count(value);
                break;
            case "r" or "remaining":
                draft.Remaining = LimitDrafts.Count(value);
                break;
            case "t" or "reset":
                draft.ResetsIn = ResetTime.TryParse(value, now);
                break;
            case "w":
                draft.Window = LimitDrafts.Seconds(value);
                break;
            case "qu" when value.Contains("token", StringComparison.OrdinalIgnoreCase):
                draft.Unit = LimitUnit.Tokens;
                break;
        }
    }
}
