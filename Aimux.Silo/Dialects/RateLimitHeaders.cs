using System.Collections.Immutable;
using System.Net.Http.Headers;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Dialects;

/// <summary>
/// What a provider says of its limits with an answer, in whichever family of headers. All parts are optional, and what
/// cannot be read is passed over. Runs on every answer; one without such headers costs no memory.
/// </summary>
internal static class RateLimitHeaders
{
    private const string Vendors = "x-ratelimit-";
    private const string Standard = "ratelimit";
    private const string Anthropic = "anthropic-ratelimit-";
    private const string Unified = "unified-";
    private const string Synthetic = "x-synthetic-quotas";

    /// <param name="headers">The answer's.</param>
    /// <param name="now">The time.</param>
    /// <param name="vendor">Whose they are, where that is known: the name of a preset, such as <c>groq</c>.</param>
    public static ImmutableArray<ReportedLimit> Read(
        HttpResponseHeaders headers,
        DateTimeOffset now,
        string vendor = ""
    )
    {
        LimitDrafts? drafts = null;
        foreach (var (name, values) in headers.NonValidated)
        {
            if (
                name.Contains(Standard, StringComparison.OrdinalIgnoreCase)
                || name.Equals(Synthetic, StringComparison.OrdinalIgnoreCase)
            )
            {
                drafts ??= new LimitDrafts();
                Take(drafts, name, values.ToString(), now, vendor);
            }
        }

        return drafts?.Finish() ?? [];
    }

    private static void Take(LimitDrafts drafts, string name, string value, DateTimeOffset now, string vendor)
    {
        if (Tail(name, Vendors) is { IsEmpty: false } ofVendor)
        {
            TakePart(drafts, ofVendor, value, now, vendor);
        }
        else if (Tail(name, Anthropic) is { IsEmpty: false } ofAnthropic)
        {
            if (ofAnthropic.StartsWith(Unified, StringComparison.OrdinalIgnoreCase))
            {
                TakeUnified(drafts, ofAnthropic, value, now);
            }
            else
            {
                TakePart(drafts, ofAnthropic, value, now, vendor);
            }
        }
        else if (name.Equals(Synthetic, StringComparison.OrdinalIgnoreCase))
        {
            SyntheticQuotas.Read(value, drafts, now);
        }
        else if (
            name.Equals(Standard, StringComparison.OrdinalIgnoreCase)
            || name.Equals("ratelimit-policy", StringComparison.OrdinalIgnoreCase)
        )
        {
            StandardLimits.Read(value, drafts, now);
        }
        else if (Tail(name, "ratelimit-") is { IsEmpty: false } ofStandard)
        {
            TakePart(drafts, ofStandard, value, now, vendor);
        }
    }

    private static ReadOnlySpan<char> Tail(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? name.AsSpan(prefix.Length) : [];

    /// <summary>The part of a limit comes first in the name, or, with Anthropic, last.</summary>
    private static void TakePart(
        LimitDrafts drafts,
        ReadOnlySpan<char> tail,
        ReadOnlySpan<char> value,
        DateTimeOffset now,
        string vendor
    )
    {
        var first = tail.IndexOf('-') is > 0 and var end ? end : tail.Length;
        var part = tail[..first];
        var scope = tail[Math.Min(first + 1, tail.Length)..];
        if (!IsPart(part))
        {
            var last = tail.LastIndexOf('-');
            part = tail[(last + 1)..];
            scope = tail[..Math.Max(last, 0)];
            if (!IsPart(part))
            {
                return;
            }
        }

        if (LimitScope.Of(scope, vendor) is not { } counts)
        {
            return;
        }

        if (drafts.Find(scope.IsEmpty ? "requests" : scope, counts.Unit) is { } draft)
        {
            draft.Window ??= counts.Window;
            Set(draft, part, value, now);
        }
    }

    private static bool IsPart(ReadOnlySpan<char> name) =>
        name.Equals("limit", StringComparison.OrdinalIgnoreCase)
        || name.Equals("remaining", StringComparison.OrdinalIgnoreCase)
        || name.Equals("reset", StringComparison.OrdinalIgnoreCase);

    private static void Set(LimitDraft draft, ReadOnlySpan<char> part, ReadOnlySpan<char> value, DateTimeOffset now)
    {
        if (part.Equals("reset", StringComparison.OrdinalIgnoreCase))
        {
            draft.ResetsIn = ResetTime.TryParse(value, now);
        }
        else if (part.Equals("remaining", StringComparison.OrdinalIgnoreCase))
        {
            draft.Remaining = LimitDrafts.Count(value);
        }
        else
        {
            // An early draft of the standard adds the policies: "100, 100;w=60".
            var window = value.IndexOf(";w=", StringComparison.Ordinal);
            draft.Window ??= window >= 0 ? LimitDrafts.Seconds(value[(window + 3)..]) : null;
            draft.Limit = LimitDrafts.Count(
                value[..(value.IndexOfAny(',', ';') is >= 0 and var end ? end : value.Length)]
            );
        }
    }

    /// <summary>A subscription's share of a window: no count, but whether there is anything left.</summary>
    private static void TakeUnified(LimitDrafts drafts, ReadOnlySpan<char> tail, string value, DateTimeOffset now)
    {
        var end = tail.LastIndexOf('-');
        if (end <= Unified.Length || LimitScope.WindowOf(tail[Unified.Length..end]) is not { } window)
        {
            return;
        }

        if (drafts.Find(tail[..end], LimitUnit.Requests) is not { } draft)
        {
            return;
        }

        draft.Window = window;
        var part = tail[(end + 1)..];
        if (part.Equals("reset", StringComparison.OrdinalIgnoreCase))
        {
            draft.ResetsIn = ResetTime.TryParse(value, now);
        }
        else if (
            part.Equals("status", StringComparison.OrdinalIgnoreCase)
                && value.Equals("rejected", StringComparison.OrdinalIgnoreCase)
            || part.Equals("utilization", StringComparison.OrdinalIgnoreCase) && LimitDrafts.Count(value) >= 1
        )
        {
            draft.Remaining = 0;
        }
    }
}
