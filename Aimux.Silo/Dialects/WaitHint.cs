using System.Collections.Immutable;
using System.Net.Http.Headers;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Dialects;

/// <summary>How long a provider asks to wait after a failure, from the most to the least deliberate of its words.</summary>
internal static class WaitHint
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>
    /// <c>retry-after-ms</c>, else <c>Retry-After</c>, else the reset of what is used up, else a time in the message.
    /// </summary>
    /// <param name="headers">The answer's.</param>
    /// <param name="limits">What they say of limits, see <see cref="RateLimitHeaders"/>.</param>
    /// <param name="message">The error's words.</param>
    /// <param name="now">The time.</param>
    /// <returns><c>null</c> if it does not ask; at most a month.</returns>
    public static TimeSpan? Read(
        HttpResponseHeaders headers,
        ImmutableArray<ReportedLimit> limits,
        string message,
        DateTimeOffset now
    )
    {
        var wait = Asked(headers, now) ?? ResetOfSpent(limits) ?? ResetTime.InText(message, now);
        return wait > Longest ? Longest : wait;
    }

    /// <summary>What the headers made for it say, without looking at anything else.</summary>
    public static TimeSpan? Asked(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (Value(headers, "retry-after-ms") is { } text && LimitDrafts.Count(text) is { } milliseconds)
        {
            if (text.TrimStart()[0] != '-' && milliseconds <= Longest.TotalMilliseconds)
            {
                return TimeSpan.FromMilliseconds(milliseconds);
            }
        }

        return Value(headers, "retry-after") is { } after ? ResetTime.TryParse(after, now) : null;
    }

    /// <summary>Whether the provider says that trying again is worth it: <c>x-should-retry</c>.</summary>
    /// <returns><c>null</c> if it says nothing.</returns>
    public static bool? ShouldRetry(HttpResponseHeaders headers) =>
        bool.TryParse(Value(headers, "x-should-retry"), out var should) ? should : null;

    /// <summary>Of several limits that are used up, the last to reset is the one to wait for.</summary>
    private static TimeSpan? ResetOfSpent(ImmutableArray<ReportedLimit> limits)
    {
        TimeSpan? longest = null;
        foreach (var limit in limits)
        {
            if (limit is { Remaining: <= 0, ResetsIn: { } reset } && !(reset <= longest))
            {
                longest = reset;
            }
        }

        return longest;
    }

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
