using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Dialects;

namespace Aimux.Silo.Proxy;

/// <summary>
/// Names what went wrong at a provider: its code first, then its type, then what its headers say of its limits, then its
/// status. What each of them means stands in <see cref="FailureTable"/>.
/// </summary>
internal static class FailureClassifier
{
    /// <summary>A limit that is whole again later than this is a quota: waiting for it is no matter of one request.</summary>
    private static readonly TimeSpan LongReset = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongWindow = TimeSpan.FromHours(1);

    /// <param name="status">The HTTP status, not 2xx; or 200 around an error.</param>
    /// <param name="error">What the body says.</param>
    public static AttemptOutcome Classify(int status, UpstreamError error) => Classify(status, error, []);

    /// <param name="status">The HTTP status, not 2xx; or 200 around an error.</param>
    /// <param name="error">What the body says.</param>
    /// <param name="limits">What the headers say of limits.</param>
    public static AttemptOutcome Classify(int status, UpstreamError error, ImmutableArray<ReportedLimit> limits)
    {
        var outcome = FailureTable.FindWords(status, error)?.Outcome ?? OfStatus(status, error);
        return outcome == AttemptOutcome.RateLimited && limits.Any(IsSpentForLong)
            ? AttemptOutcome.QuotaExhausted
            : outcome;
    }

    /// <param name="failure">What the HTTP client threw before the answer began.</param>
    public static AttemptOutcome Classify(Exception failure)
    {
        var secure = false;
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AuthenticationException:
                    return AttemptOutcome.TlsFailed;
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    // Either the certificate, or a connection that broke while it was shown.
                    secure = true;
                    break;
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }:
                    return AttemptOutcome.NameNotResolved;
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse }:
                    return AttemptOutcome.Malformed;
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                case HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError, InnerException: null }:
                    return AttemptOutcome.ConnectFailed;
                case SocketException socket:
                    return Of(socket.SocketErrorCode);
                case IOException when secure:
                    return AttemptOutcome.ConnectionReset;
            }
        }

        if (secure)
        {
            return AttemptOutcome.TlsFailed;
        }

        // The handler's own connect time-out is a cancellation that nobody asked for.
        return failure is OperationCanceledException ? AttemptOutcome.ConnectFailed : AttemptOutcome.ConnectionReset;
    }

    /// <summary>How long the provider asks to wait, by the headers made for it.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now) => WaitHint.Asked(headers, now);

    private static AttemptOutcome OfStatus(int status, UpstreamError error)
    {
        // Providers that wrap the error of another one send its status as the code, under 200 or under one of their own.
        if (int.TryParse(error.Code, out var code) && code is >= 400 and < 600)
        {
            status = code;
        }

        return FailureTable.FindStatus(status)?.Outcome
            ?? status switch
            {
                200 => AttemptOutcome.ErrorInAnswer,
                >= 500 => AttemptOutcome.ServerError,
                >= 400 => AttemptOutcome.RequestRejected,
                // A redirect, or a status that no provider of this protocol sends.
                _ => AttemptOutcome.Malformed,
            };
    }

    private static AttemptOutcome Of(SocketError error)
    {
        return error switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
                AttemptOutcome.NameNotResolved,
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown =>
                AttemptOutcome.ConnectionReset,
            _ => AttemptOutcome.ConnectFailed,
        };
    }

    private static bool IsSpentForLong(ReportedLimit limit) =>
        limit.Remaining <= 0 && (limit.Window is { } window ? window >= LongWindow : limit.ResetsIn > LongReset);
}
