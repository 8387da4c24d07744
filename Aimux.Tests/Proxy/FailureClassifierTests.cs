using System.Net.Sockets;
using System.Security.Authentication;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Dialects;
using Aimux.Silo.Proxy;
using Aimux.Tests.Dialects;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class FailureClassifierTests
{
    [Theory]
    [InlineData(400, AttemptOutcome.RequestRejected)]
    [InlineData(401, AttemptOutcome.Unauthorized)]
    [InlineData(402, AttemptOutcome.PaymentRequired)]
    [InlineData(403, AttemptOutcome.Forbidden)]
    [InlineData(404, AttemptOutcome.ModelNotFound)]
    [InlineData(405, AttemptOutcome.RequestRejected)]
    [InlineData(408, AttemptOutcome.RequestTimeout)]
    [InlineData(409, AttemptOutcome.Conflict)]
    [InlineData(413, AttemptOutcome.ContextTooLong)]
    [InlineData(422, AttemptOutcome.RequestRejected)]
    [InlineData(425, AttemptOutcome.Overloaded)]
    [InlineData(429, AttemptOutcome.RateLimited)]
    [InlineData(498, AttemptOutcome.ModelBusy)]
    [InlineData(500, AttemptOutcome.ServerError)]
    [InlineData(502, AttemptOutcome.ServerError)]
    [InlineData(503, AttemptOutcome.Overloaded)]
    [InlineData(504, AttemptOutcome.ServerError)]
    [InlineData(523, AttemptOutcome.ConnectFailed)]
    [InlineData(525, AttemptOutcome.Unreachable)]
    [InlineData(599, AttemptOutcome.ServerError)]
    [InlineData(418, AttemptOutcome.RequestRejected)]
    [InlineData(451, AttemptOutcome.Blocked)]
    [InlineData(524, AttemptOutcome.FirstByteTimeout)]
    [InlineData(529, AttemptOutcome.ModelBusy)]
    [InlineData(200, AttemptOutcome.ErrorInAnswer)]
    [InlineData(204, AttemptOutcome.Malformed)]
    [InlineData(301, AttemptOutcome.Malformed)]
    [InlineData(307, AttemptOutcome.Malformed)]
    public void A_status_alone_names_the_failure(int status, AttemptOutcome outcome)
    {
        Assert.Equal(outcome, FailureClassifier.Classify(status, UpstreamError.None));
    }

    [Theory]
    [InlineData("", "insufficient_quota", AttemptOutcome.QuotaExhausted)]
    [InlineData("insufficient_quota", "", AttemptOutcome.QuotaExhausted)]
    [InlineData("exceeded_current_quota_error", "", AttemptOutcome.PaymentRequired)]
    [InlineData("too_many_requests_error", "queue_exceeded", AttemptOutcome.ModelBusy)]
    [InlineData("engine_overloaded_error", "", AttemptOutcome.ModelBusy)]
    [InlineData("too_many_requests_error", "request_quota_exceeded", AttemptOutcome.RateLimited)]
    [InlineData("requests", "rate_limit_exceeded", AttemptOutcome.RateLimited)]
    [InlineData("", "1302", AttemptOutcome.TooManyConcurrent)]
    public void A_429_may_be_a_limit_a_quota_or_a_busy_provider(string type, string code, AttemptOutcome outcome)
    {
        Assert.Equal(outcome, FailureClassifier.Classify(429, new UpstreamError(type, code, "")));
    }

    [Fact]
    public void A_code_means_the_same_under_every_status_and_a_common_type_does_not()
    {
        var quota = new UpstreamError("invalid_request_error", "insufficient_quota", "");
        Assert.All([400, 429, 500], status => Assert.Equal(AttemptOutcome.QuotaExhausted, Classify(status, quota)));

        var common = new UpstreamError("invalid_request_error", "", "");
        Assert.Equal(AttemptOutcome.RequestRejected, Classify(400, common));
        Assert.Equal(AttemptOutcome.RateLimited, Classify(429, common));
        Assert.Equal(AttemptOutcome.ModelNotFound, Classify(404, common));
        Assert.Equal(AttemptOutcome.ServerError, Classify(500, common));
    }

    [Theory]
    [InlineData("x-ratelimit-remaining-requests-day: 0", AttemptOutcome.QuotaExhausted)]
    [InlineData("x-ratelimit-remaining-tokens-minute: 0", AttemptOutcome.RateLimited)]
    [InlineData("x-ratelimit-remaining: 0\nx-ratelimit-reset: 3600", AttemptOutcome.QuotaExhausted)]
    [InlineData("x-ratelimit-remaining: 0\nx-ratelimit-reset: 60", AttemptOutcome.RateLimited)]
    [InlineData("x-ratelimit-remaining-requests-day: 9", AttemptOutcome.RateLimited)]
    [InlineData("anthropic-ratelimit-unified-5h-status: rejected", AttemptOutcome.QuotaExhausted)]
    public void A_limit_that_is_used_up_for_long_is_a_quota(string headers, AttemptOutcome outcome)
    {
        var limits = RateLimitHeaders.Read(Headers.Parse(headers), Some.Time);
        Assert.Equal(outcome, FailureClassifier.Classify(429, UpstreamError.None, limits));

        // Whatever the limits say, a provider that failed has failed.
        Assert.Equal(AttemptOutcome.ServerError, FailureClassifier.Classify(500, UpstreamError.None, limits));
    }

    [Theory]
    [InlineData("rate_limit_error", "", AttemptOutcome.RateLimited)]
    [InlineData("", "Rate_Limit_Exceeded", AttemptOutcome.RateLimited)]
    [InlineData("", "429", AttemptOutcome.RateLimited)]
    [InlineData("insufficient_quota", "", AttemptOutcome.QuotaExhausted)]
    [InlineData("invalid_request_error", "", AttemptOutcome.RequestRejected)]
    [InlineData("", "400", AttemptOutcome.RequestRejected)]
    [InlineData("", "422", AttemptOutcome.RequestRejected)]
    [InlineData("", "401", AttemptOutcome.Unauthorized)]
    [InlineData("", "402", AttemptOutcome.PaymentRequired)]
    [InlineData("server_error", "", AttemptOutcome.ErrorInAnswer)]
    [InlineData("overloaded_error", "", AttemptOutcome.ModelBusy)]
    [InlineData("", "502", AttemptOutcome.ServerError)]
    [InlineData("", "", AttemptOutcome.ErrorInAnswer)]
    public void An_error_in_an_answer_of_200_is_named_by_its_own_words(string type, string code, AttemptOutcome outcome)
    {
        Assert.Equal(outcome, FailureClassifier.Classify(200, new UpstreamError(type, code, "")));
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, AttemptOutcome.ConnectFailed)]
    [InlineData(SocketError.HostUnreachable, AttemptOutcome.ConnectFailed)]
    [InlineData(SocketError.NetworkUnreachable, AttemptOutcome.ConnectFailed)]
    [InlineData(SocketError.TryAgain, AttemptOutcome.NameNotResolved)]
    [InlineData(SocketError.HostNotFound, AttemptOutcome.NameNotResolved)]
    [InlineData(SocketError.TimedOut, AttemptOutcome.ConnectFailed)]
    [InlineData(SocketError.ConnectionReset, AttemptOutcome.ConnectionReset)]
    [InlineData(SocketError.ConnectionAborted, AttemptOutcome.ConnectionReset)]
    [InlineData(SocketError.Shutdown, AttemptOutcome.ConnectionReset)]
    public void A_socket_says_whether_there_was_a_connection(SocketError error, AttemptOutcome outcome)
    {
        var socket = new SocketException((int)error);
        Assert.Equal(outcome, FailureClassifier.Classify(socket));
        Assert.Equal(
            outcome,
            FailureClassifier.Classify(new HttpRequestException(HttpRequestError.ConnectionError, null, socket))
        );
        Assert.Equal(
            outcome,
            FailureClassifier.Classify(new HttpRequestException("sending", new IOException("sending", socket)))
        );
    }

    [Fact]
    public void A_certificate_that_is_not_trusted_is_named()
    {
        var failure = new HttpRequestException(
            HttpRequestError.SecureConnectionError,
            null,
            new AuthenticationException("The remote certificate is invalid.")
        );
        Assert.Equal(AttemptOutcome.TlsFailed, FailureClassifier.Classify(failure));
    }

    [Fact]
    public void A_handshake_that_broke_off_says_nothing_of_the_certificate()
    {
        var failure = new HttpRequestException(
            HttpRequestError.SecureConnectionError,
            null,
            new IOException("Received an unexpected EOF.")
        );
        Assert.Equal(AttemptOutcome.ConnectionReset, FailureClassifier.Classify(failure));
        Assert.Equal(
            AttemptOutcome.TlsFailed,
            FailureClassifier.Classify(new HttpRequestException(HttpRequestError.SecureConnectionError))
        );
    }

    [Theory]
    [InlineData(HttpRequestError.ProxyTunnelError, AttemptOutcome.ConnectFailed)]
    [InlineData(HttpRequestError.ConnectionError, AttemptOutcome.ConnectFailed)]
    [InlineData(HttpRequestError.NameResolutionError, AttemptOutcome.NameNotResolved)]
    [InlineData(HttpRequestError.InvalidResponse, AttemptOutcome.Malformed)]
    [InlineData(HttpRequestError.ResponseEnded, AttemptOutcome.ConnectionReset)]
    [InlineData(HttpRequestError.HttpProtocolError, AttemptOutcome.ConnectionReset)]
    [InlineData(HttpRequestError.Unknown, AttemptOutcome.ConnectionReset)]
    public void The_client_names_what_no_socket_did(HttpRequestError error, AttemptOutcome outcome)
    {
        Assert.Equal(outcome, FailureClassifier.Classify(new HttpRequestException(error)));
    }

    [Fact]
    public void An_answer_that_is_no_http_is_malformed_whatever_caused_it()
    {
        var failure = new HttpRequestException(HttpRequestError.InvalidResponse, null, new IOException("bad"));
        Assert.Equal(AttemptOutcome.Malformed, FailureClassifier.Classify(failure));
    }

    [Fact]
    public void A_connection_that_took_too_long_was_none()
    {
        var failure = new TaskCanceledException("connecting", new TimeoutException());
        Assert.Equal(AttemptOutcome.ConnectFailed, FailureClassifier.Classify(failure));
    }

    [Fact]
    public void A_connection_that_broke_was_reset()
    {
        Assert.Equal(AttemptOutcome.ConnectionReset, FailureClassifier.Classify(new IOException("ended")));
    }

    [Theory]
    [InlineData("5", 5_000)]
    [InlineData("0", 0)]
    [InlineData("86400", 86_400_000)]
    [InlineData("Fri, 02 Jan 2026 03:04:35 GMT", 30_000)]
    [InlineData("Fri, 02 Jan 2026 03:04:00 GMT", 0)]
    [InlineData("Wed, 01 Jan 2020 00:00:00 GMT", 0)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999", null)]
    public void A_provider_asks_to_wait_in_seconds_or_until_a_date(string value, int? ms)
    {
        Assert.Equal(ms, RetryAfter(("Retry-After", value)));
    }

    [Theory]
    [InlineData("1500", 1_500)]
    [InlineData("250.5", 250.5)]
    [InlineData("0", 0.0)]
    [InlineData("-1", 7_000.0)]
    [InlineData("NaN", 7_000.0)]
    [InlineData("Infinity", 7_000.0)]
    [InlineData("1e300", 7_000.0)]
    [InlineData("soon", 7_000.0)]
    [InlineData("", 7_000.0)]
    public void Milliseconds_win_over_seconds_if_they_make_sense(string value, double ms)
    {
        Assert.Equal(ms, RetryAfter(("retry-after-ms", value), ("Retry-After", "7")));
    }

    [Fact]
    public void A_provider_that_does_not_ask_is_not_waited_for() => Assert.Null(RetryAfter());

    private static AttemptOutcome Classify(int status, UpstreamError error) =>
        FailureClassifier.Classify(status, error);

    private static double? RetryAfter(params (string Name, string Value)[] headers)
    {
        using var answer = new HttpResponseMessage();
        foreach (var (name, value) in headers)
        {
            Assert.True(answer.Headers.TryAddWithoutValidation(name, value));
        }

        return FailureClassifier.RetryAfter(answer.Headers, Some.Time)?.TotalMilliseconds;
    }
}
