using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Aimux.Grains.Interfaces.Health;

namespace Aimux.Silo.Proxy;

/// <summary>Names what went wrong at a provider: its code first, then its type, then its status.</summary>
internal static class FailureClassifier
{
    /// <param name="status">The HTTP status, not 2xx; or 200 around an error.</param>
    /// <param name="error">What the body says.</param>
    public static AttemptOutcome Classify(int status, UpstreamError error)
    {
        return (status, error) switch
        {
            (429, { Code: "insufficient_quota" } or { Type: "insufficient_quota" }) => AttemptOutcome.QuotaExhausted,
            (429, { Type: "exceeded_current_quota_error" }) => AttemptOutcome.QuotaExhausted,
            (429, { Code: "queue_exceeded" } or { Type: "engine_overloaded_error" }) => AttemptOutcome.Overloaded,
            (429, _) => AttemptOutcome.RateLimited,
            (401, _) => AttemptOutcome.Unauthorized,
            (402, _) => AttemptOutcome.PaymentRequired,
            (403, _) => AttemptOutcome.Forbidden,
            (404, _) => AttemptOutcome.ModelNotFound,
            (408 or 425 or 498 or 503 or 529, _) => AttemptOutcome.Overloaded,
            (>= 500, _) => AttemptOutcome.ServerError,
            (>= 400, _) => AttemptOutcome.RequestRejected,
            (200, _) => ClassifyErrorInAnswer(error),
            // A redirect, or a status that no provider of this protocol sends.
            _ => AttemptOutcome.Malformed,
        };
    }

    /// <param name="failure">What the HTTP client threw before the answer began.</param>
    public static AttemptOutcome Classify(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AuthenticationException:
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return AttemptOutcome.TlsFailed;
                case SocketException
                {
                    SocketErrorCode: SocketError.ConnectionReset
                        or SocketError.ConnectionAborted
                        or SocketError.Shutdown
                }:
                    return AttemptOutcome.ConnectionReset;
                case SocketException:
                    return AttemptOutcome.ConnectFailed;
                case HttpRequestException
                {
                    HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                } when cause.InnerException is null:
                    return AttemptOutcome.ConnectFailed;
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }:
                    return AttemptOutcome.Malformed;
            }
        }

        // The handler's own connect time-out is a cancellation that nobody asked for.
        return failure is OperationCanceledException ? AttemptOutcome.ConnectFailed : AttemptOutcome.ConnectionReset;
    }

    /// <summary>How long the provider asks to wait: <c>retry-after-ms</c>, else <c>Retry-After</c> in seconds or as a date.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (
            headers.TryGetValues("retry-after-ms", out var milliseconds)
            && double.TryParse(milliseconds.First(), out var ms)
            && ms is >= 0 and < int.MaxValue
        )
        {
            return TimeSpan.FromMilliseconds(ms);
        }

        return headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        };
    }

    private static AttemptOutcome ClassifyErrorInAnswer(UpstreamError error)
    {
        // Providers that wrap a status in a 200 send it as the code.
        if (int.TryParse(error.Code, out var status) && status is >= 400 and < 600)
        {
            return Classify(status, error with { Code = "" });
        }

        return (error.Type + " " + error.Code) switch
        {
            var name when Says(name, "insufficient_quota") || Says(name, "current_quota") =>
                AttemptOutcome.QuotaExhausted,
            var name when Says(name, "rate_limit") => AttemptOutcome.RateLimited,
            var name when Says(name, "overloaded") => AttemptOutcome.Overloaded,
            var name when Says(name, "invalid_request") => AttemptOutcome.RequestRejected,
            _ => AttemptOutcome.ErrorInAnswer,
        };
    }

    private static bool Says(string name, string word) => name.Contains(word, StringComparison.OrdinalIgnoreCase);
}
