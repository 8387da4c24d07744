using System.Collections.Frozen;
using System.Net.Http.Headers;
using Aimux.Silo.Dialects.Vendors;

namespace Aimux.Silo.Proxy;

/// <summary>Which headers cross Aimux. What is not known to be private, local to a connection or misleading passes.</summary>
internal static class HeaderRules
{
    public const string RequestId = "x-request-id";
    public const string AnthropicRequestId = "request-id";
    private const string Betas = "anthropic-beta";
    public const string Provider = "x-aimux-provider";
    public const string Model = "x-aimux-model";
    public const string Attempts = "x-aimux-attempts";
    public const string Estimate = "x-aimux-estimate";
    public const string Decision = "x-aimux-decision";
    public const string Simulated = "x-aimux-simulated";
    public const string UpstreamRequestId = "x-aimux-upstream-request-id";
    public const string ShouldRetry = "x-should-retry";

    private static readonly string[] HopByHop =
    [
        "Connection",
        "Keep-Alive",
        "Proxy-Authenticate",
        "Proxy-Authorization",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
    ];

    private static readonly FrozenSet<string> NotSentUp = HopByHop
        .Concat([
            "Host",
            "Content-Length",
            "Content-Type", // set with the content
            "Accept-Encoding", // Aimux reads what passes
            "Expect",
            // The caller's credentials are for Aimux; its organisation and project belong to its own account.
            "Authorization",
            "x-api-key",
            "api-key",
            "Cookie",
            "OpenAI-Organization",
            "OpenAI-Project",
            "chatgpt-account-id",
            "x-goog-api-key",
            // Where the caller is, is not the provider's business.
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Real-IP",
            "Via",
            "Origin",
            "Referer",
        ])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> NotSentDown = HopByHop
        .Concat([
            "Content-Length",
            "Content-Encoding",
            "Date",
            "Server",
            "Set-Cookie",
            "Alt-Svc",
            "Strict-Transport-Security",
            "NEL",
            "Report-To",
            "Retry-After",
            "retry-after-ms",
            ShouldRetry,
            "OpenAI-Organization",
            "OpenAI-Project",
            RequestId,
            AnthropicRequestId,
            "x-synthetic-quotas",
        ])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Copies the caller's headers, without its credentials.</summary>
    /// <param name="caller">The caller's request.</param>
    /// <param name="request">The provider's.</param>
    /// <param name="toMessagesApi">Whether the provider is asked in Anthropic's API, whose headers mean nothing elsewhere.</param>
    public static void SendUp(IHeaderDictionary caller, HttpRequestMessage request, bool toMessagesApi)
    {
        var connectionHeaders = caller.Connection;
        foreach (var (name, values) in caller)
        {
            if (
                NotSentUp.Contains(name)
                || name.StartsWith("x-aimux-", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("sec-", StringComparison.OrdinalIgnoreCase)
                || !toMessagesApi && name.StartsWith("anthropic-", StringComparison.OrdinalIgnoreCase)
                || connectionHeaders.Count > 0 && NamedIn(connectionHeaders, name)
            )
            {
                continue;
            }

            if (values.Count == 1)
            {
                request.Headers.TryAddWithoutValidation(name, values[0]);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
    }

    /// <summary>Takes out the betas that the vendor refuses.</summary>
    public static void FilterBetas(HttpRequestMessage request, VendorDialect dialect)
    {
        if (dialect.RefusedBetas.Length == 0 || !request.Headers.NonValidated.TryGetValues(Betas, out var asked))
        {
            return;
        }

        var kept = dialect.FilterBetas(string.Join(',', (IEnumerable<string>)asked));
        request.Headers.Remove(Betas);
        if (kept is not null)
        {
            request.Headers.TryAddWithoutValidation(Betas, kept);
        }
    }

    /// <summary>A text as a header can hold it: itself if it is printable ASCII, else percent-encoded.</summary>
    public static string Value(string text) =>
        text.AsSpan().ContainsAnyExceptInRange(' ', '~') ? Uri.EscapeDataString(text) : text;

    /// <summary>
    /// Copies the provider's headers. Limits of one key say nothing true about all of them, so they stay behind.
    /// </summary>
    public static void SendDown(HttpResponseMessage answer, IHeaderDictionary caller)
    {
        SendDown(answer, answer.Headers.NonValidated, caller);
        SendDown(answer, answer.Content.Headers.NonValidated, caller);
    }

    private static void SendDown(HttpResponseMessage answer, HttpHeadersNonValidated headers, IHeaderDictionary caller)
    {
        foreach (var (name, values) in headers)
        {
            if (name.Equals(RequestId, StringComparison.OrdinalIgnoreCase))
            {
                caller[UpstreamRequestId] = values.ToString();
            }
            else if (
                !NotSentDown.Contains(name)
                && !name.StartsWith("x-ratelimit-", StringComparison.OrdinalIgnoreCase)
                && !name.StartsWith("ratelimit", StringComparison.OrdinalIgnoreCase)
                && !answer.Headers.Connection.Contains(name, StringComparer.OrdinalIgnoreCase)
                && !name.StartsWith("anthropic-ratelimit-", StringComparison.OrdinalIgnoreCase)
                && !name.StartsWith("x-aimux-", StringComparison.OrdinalIgnoreCase)
            )
            {
                caller.Append(name, values.ToString());
            }
        }
    }

    private static bool NamedIn(IEnumerable<string?> connection, string name) =>
        connection.Any(value =>
            value is not null
            && value.Split(',', StringSplitOptions.TrimEntries).Contains(name, StringComparer.OrdinalIgnoreCase)
        );
}
