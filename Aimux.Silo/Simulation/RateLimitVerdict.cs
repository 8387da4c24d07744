using System.Globalization;

namespace Aimux.Silo.Simulation;

/// <summary>What the limits say of one request, and the x-ratelimit headers that tell its client.</summary>
internal sealed record RateLimitVerdict
{
    /// <summary>Zero: admitted. Null: larger than the limit, waiting does not help.</summary>
    public required TimeSpan? Wait { get; init; }

    /// <summary>The limit that refuses: requests or tokens.</summary>
    public required string Kind { get; init; }

    public required RateLimitState? Requests { get; init; }

    public required RateLimitState? Tokens { get; init; }

    public bool Admitted => Wait == TimeSpan.Zero;

    public void WriteHeaders(IHeaderDictionary headers)
    {
        Write(headers, "requests", Requests);
        Write(headers, "tokens", Tokens);
        if (Wait is { } wait && wait > TimeSpan.Zero)
        {
            WriteRetryAfter(headers, wait);
        }
    }

    public static void WriteRetryAfter(IHeaderDictionary headers, TimeSpan wait)
    {
        headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        headers["retry-after-ms"] = ((long)Math.Ceiling(wait.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture);
    }

    private static void Write(IHeaderDictionary headers, string kind, RateLimitState? state)
    {
        if (state is { } known)
        {
            headers["x-ratelimit-limit-" + kind] = known.Limit.ToString(CultureInfo.InvariantCulture);
            headers["x-ratelimit-remaining-" + kind] = known.Remaining.ToString(CultureInfo.InvariantCulture);
            headers["x-ratelimit-reset-" + kind] = GoDuration.Format(known.Reset);
        }
    }
}
