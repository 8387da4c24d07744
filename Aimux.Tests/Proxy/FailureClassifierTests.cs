using System.Net.Sockets;
using System.Security.Authentication;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Proxy;
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
    [InlineData(408, AttemptOutcome.Overloaded)]
    [InlineData(409, AttemptOutcome.RequestRejected)]
    [InlineData(413, AttemptOutcome.RequestRejected)]
    [InlineData(422, AttemptOutcome.RequestRejected)]
    [InlineData(425, AttemptOutcome.Overloaded)]
    [InlineData(429, AttemptOutcome.RateLimited)]
    [InlineData(498, AttemptOutcome.Overloaded)]
    [InlineData(500, AttemptOutcome.ServerError)]
    [InlineData(502, AttemptOutcome.ServerError)]
    [InlineData(503, AttemptOutcome.Overloaded)]
    [InlineData(504, AttemptOutcome.ServerError)]
    [InlineData(524, AttemptOutcome.ServerError)]
    [InlineData(529, AttemptOutcome.Overloaded)]
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
    [InlineData("exceeded_current_quota_error", "", AttemptOutcome.QuotaExhausted)]
    [InlineData("too_many_requests_error", "queue_exceeded", AttemptOutcome.Overloaded)]
    [InlineData("engine_overloaded_error", "", AttemptOutcome.Overloaded)]
    [InlineData("too_many_requests_error", "request_quota_exceeded", AttemptOutcome.RateLimited)]
    [InlineData("requests", "rate_limit_exceeded", AttemptOutcome.RateLimited)]
    [InlineData("", "1302", AttemptOutcome.RateLimited)]
    public void A_429_may_be_a_limit_a_quota_or_a_busy_provider(string type, string code, AttemptOutcome outcome)
    {
        Assert.Equal(outcome, FailureClassifier.Classify(429, new UpstreamError(type, code, "")));
    }

    [Fact]
    public void The_words_of_a_429_mean_nothing_under_another_status()
    {
        var quota = new UpstreamError("insufficient_quota", "insufficient_quota", "");
        Assert.Equal(AttemptOutcome.ServerError, FailureClassifier.Classify(500, quota));
        Assert.Equal(AttemptOutcome.RequestRejected, FailureClassifier.Classify(400, quota));
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
    [InlineData("overloaded_error", "", AttemptOutcome.Overloaded)]
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
    [InlineData(SocketError.HostNotFound, AttemptOutcome.ConnectFailed)]
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

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, AttemptOutcome.ConnectFailed)]
    [InlineData(HttpRequestError.NameResolutionError, AttemptOutcome.ConnectFailed)]
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
