using System.Globalization;

namespace Aimux.Silo.Simulation;

/// <summary>Tells a client of its limits, in the headers of its protocol.</summary>
internal static class RateLimitHeaders
{
    private static readonly string[] Prefixes = ["x-ratelimit-", "anthropic-ratelimit-"];

    public static void Write(Exchange exchange, RateLimitVerdict verdict)
    {
        var headers = exchange.Response.Headers;
        if (exchange.Path.IsAnthropic())
        {
            var now = exchange.Now;
            WriteAnthropic(headers, "requests", verdict.Requests, now);
            WriteAnthropic(headers, "tokens", verdict.Tokens, now);
        }
        else
        {
            WriteOpenAi(headers, "requests", verdict.Requests);
            WriteOpenAi(headers, "tokens", verdict.Tokens);
        }

        if (verdict.Wait is { } wait && wait > TimeSpan.Zero)
        {
            WriteRetryAfter(exchange, wait);
        }
    }

    public static void WriteRetryAfter(Exchange exchange, TimeSpan wait)
    {
        var headers = exchange.Response.Headers;
        headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        if (!exchange.Path.IsAnthropic())
        {
            headers["retry-after-ms"] = ((long)Math.Ceiling(wait.TotalMilliseconds)).ToString(
                CultureInfo.InvariantCulture
            );
        }
    }

    /// <summary>Tells that a plan's window is used up until a moment; OpenAI has no headers for it.</summary>
    public static void WriteUsedUp(Exchange exchange, DateTimeOffset resetsAt)
    {
        if (exchange.Path.IsAnthropic())
        {
            var headers = exchange.Response.Headers;
            headers["anthropic-ratelimit-unified-5h-status"] = "rejected";
            headers["anthropic-ratelimit-unified-5h-utilization"] = "1.0";
            headers["anthropic-ratelimit-unified-5h-reset"] = resetsAt
                .ToUnixTimeSeconds()
                .ToString(CultureInfo.InvariantCulture);
            WriteRetryAfter(exchange, resetsAt - exchange.Now);
        }
    }

    public static void Remove(IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys.Where(IsLimit).ToArray())
        {
            headers.Remove(name);
        }
    }

    private static bool IsLimit(string name) =>
        Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static void WriteOpenAi(IHeaderDictionary headers, string kind, RateLimitState? state)
    {
        if (state is { } known)
        {
            headers["x-ratelimit-limit-" + kind] = known.Limit.ToString(CultureInfo.InvariantCulture);
            headers["x-ratelimit-remaining-" + kind] = known.Remaining.ToString(CultureInfo.InvariantCulture);
            headers["x-ratelimit-reset-" + kind] = GoDuration.Format(known.Reset);
        }
    }

    private static void WriteAnthropic(
        IHeaderDictionary headers,
        string kind,
        RateLimitState? state,
        DateTimeOffset now
    )
    {
        if (state is { } known)
        {
            var prefix = $"anthropic-ratelimit-{kind}-";
            headers[prefix + "limit"] = known.Limit.ToString(CultureInfo.InvariantCulture);
            headers[prefix + "remaining"] = known.Remaining.ToString(CultureInfo.InvariantCulture);
            // Whole seconds, rounded up: a client that waits until then is never early.
            var seconds = Math.Ceiling((now + known.Reset - DateTimeOffset.UnixEpoch).TotalSeconds);
            headers[prefix + "reset"] = DateTimeOffset
                .UnixEpoch.AddSeconds(seconds)
                .ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        }
    }
}
