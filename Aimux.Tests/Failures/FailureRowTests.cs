using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Aimux.Grains.Health;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Limits;
using Aimux.Silo.Dialects;
using Aimux.Silo.Proxy;
using Aimux.Tests.Dialects;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Failures;

/// <summary>
/// The failure table of docs/failures.md, row by row, with expectations written by hand. The first argument is the name
/// of the row. Of each it says: what it is called; after how many seconds the same key is worth another try, if at all;
/// which other keys and providers are; how many seconds the key, its account or its model rests; how many strikes the
/// provider gets and how many seconds its breaker then stays open; and which status the caller gets.
/// </summary>
public sealed class FailureRowTests
{
    [Theory]
    [InlineData(
        "400 schema",
        400,
        "",
        """{"error":{"message":"temperature must be a number","type":"invalid_request_error"}}""",
        AttemptOutcome.RequestRejected,
        null,
        "None",
        "None",
        null,
        0.0,
        0,
        400
    )]
    [InlineData(
        "400 unknown field",
        400,
        "",
        """{"message":"body.verbosity: property 'body.verbosity' is unsupported","type":"invalid_request_error","param":"validation_error","code":"wrong_api_format"}""",
        AttemptOutcome.UnknownField,
        0.0,
        "None",
        "Any",
        null,
        0.0,
        0,
        400
    )]
    [InlineData(
        "400 context",
        400,
        "",
        """{"error":{"message":"This model's maximum context length is 8192 tokens.","type":"invalid_request_error","code":"context_length_exceeded"}}""",
        AttemptOutcome.ContextTooLong,
        null,
        "None",
        "LargerContext",
        null,
        0.0,
        0,
        400
    )]
    [InlineData("413", 413, "", "", AttemptOutcome.ContextTooLong, null, "None", "LargerContext", null, 0.0, 0, 413)]
    [InlineData(
        "400 content policy",
        400,
        "",
        """{"error":{"message":"Rejected.","code":"content_policy_violation"}}""",
        AttemptOutcome.ContentRefused,
        null,
        "None",
        "None",
        null,
        0.0,
        0,
        400
    )]
    [InlineData(
        "401",
        401,
        "",
        """{"error":{"message":"Incorrect API key provided","type":"invalid_request_error","code":"invalid_api_key"}}""",
        AttemptOutcome.Unauthorized,
        null,
        "Key",
        "Any",
        1_800.0,
        0.0,
        0,
        502
    )]
    [InlineData("401", 401, "", "", AttemptOutcome.Unauthorized, null, "Key", "Any", 1_800.0, 0.0, 0, 502)]
    [InlineData(
        "402",
        402,
        "",
        """{"error":{"message":"Insufficient Balance"}}""",
        AttemptOutcome.PaymentRequired,
        null,
        "QuotaGroup",
        "Any",
        1_800.0,
        0.0,
        0,
        402
    )]
    [InlineData(
        "402",
        402,
        "retry-after: 2",
        """{"error":{"message":"Insufficient Balance"}}""",
        AttemptOutcome.PaymentRequired,
        2.0,
        "QuotaGroup",
        "Any",
        2.0,
        0.0,
        0,
        402
    )]
    [InlineData(
        "403 permission",
        403,
        "",
        """{"error":{"message":"This key may not use the model","type":"permission_error"}}""",
        AttemptOutcome.Forbidden,
        null,
        "Key",
        "Any",
        1_800.0,
        0.0,
        0,
        403
    )]
    [InlineData("403 permission", 403, "", "", AttemptOutcome.Forbidden, null, "Key", "Any", 1_800.0, 0.0, 0, 403)]
    [InlineData(
        "403 firewall, region",
        403,
        "",
        "<!DOCTYPE html><html><head><title>Attention Required!</title></head></html>",
        AttemptOutcome.Blocked,
        null,
        "None",
        "Any",
        null,
        2.5,
        60,
        502
    )]
    [InlineData(
        "403 firewall, region",
        403,
        "",
        """{"error":{"message":"Not here","code":"unsupported_country_region_territory"}}""",
        AttemptOutcome.Blocked,
        null,
        "None",
        "Any",
        null,
        2.5,
        60,
        502
    )]
    [InlineData(
        "403 quota",
        403,
        "",
        """{"error":{"message":"You've reached your usage limit for this billing cycle. Your quota will be refreshed.","type":"access_terminated_error"}}""",
        AttemptOutcome.QuotaExhausted,
        null,
        "QuotaGroup",
        "Any",
        1_800.0,
        0.0,
        0,
        429
    )]
    [InlineData(
        "404 model",
        404,
        "",
        """{"error":{"message":"model 'x' not found","code":"model_not_found"}}""",
        AttemptOutcome.ModelNotFound,
        null,
        "OneKey",
        "OtherMapping",
        3_600.0,
        0.0,
        0,
        404
    )]
    [InlineData("408", 408, "", "", AttemptOutcome.RequestTimeout, 0.4, "None", "Any", null, 1.1, 20, 504)]
    [InlineData("409", 409, "", "", AttemptOutcome.Conflict, 0.5, "None", "None", null, 0.0, 0, 409)]
    [InlineData(
        "422",
        422,
        "",
        """{"error":{"message":"Invalid parameters"}}""",
        AttemptOutcome.RequestRejected,
        null,
        "None",
        "None",
        null,
        0.0,
        0,
        422
    )]
    [InlineData("425", 425, "", "", AttemptOutcome.Overloaded, 0.4, "None", "Any", null, 1.1, 20, 503)]
    [InlineData(
        "429 rate",
        429,
        "",
        """{"error":{"message":"Slow down","type":"requests","code":"rate_limit_exceeded"}}""",
        AttemptOutcome.RateLimited,
        null,
        "QuotaGroup",
        "Any",
        1.0,
        0.0,
        0,
        429
    )]
    [InlineData(
        "429 rate",
        429,
        "retry-after: 4",
        "",
        AttemptOutcome.RateLimited,
        4.0,
        "QuotaGroup",
        "Any",
        4.0,
        0.0,
        0,
        429
    )]
    [InlineData(
        "429 rate",
        429,
        "retry-after: 30",
        "",
        AttemptOutcome.RateLimited,
        null,
        "QuotaGroup",
        "Any",
        30.0,
        0.0,
        0,
        429
    )]
    [InlineData(
        "429 rate",
        429,
        "x-ratelimit-remaining-tokens-minute: 0\nx-ratelimit-reset-tokens-minute: 11.5",
        "",
        AttemptOutcome.RateLimited,
        null,
        "QuotaGroup",
        "Any",
        11.5,
        0.0,
        0,
        429
    )]
    [InlineData(
        "429 quota",
        429,
        "",
        """{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}""",
        AttemptOutcome.QuotaExhausted,
        null,
        "QuotaGroup",
        "Any",
        1_800.0,
        0.0,
        0,
        429
    )]
    [InlineData(
        "429 quota",
        429,
        "retry-after: 1",
        """{"error":{"code":"1304","message":"Daily limit"}}""",
        AttemptOutcome.QuotaExhausted,
        null,
        "QuotaGroup",
        "Any",
        1.0,
        0.0,
        0,
        429
    )]
    [InlineData(
        "429 quota",
        429,
        "x-ratelimit-remaining-requests-day: 0\nx-ratelimit-reset-requests-day: 7200",
        """{"message":"Too many","code":"request_quota_exceeded"}""",
        AttemptOutcome.QuotaExhausted,
        null,
        "QuotaGroup",
        "Any",
        7_200.0,
        0.0,
        0,
        429
    )]
    [InlineData(
        "429 quota",
        429,
        "x-synthetic-quotas: {\"rollingFiveHourLimit\":{\"limited\":true,\"nextTickAt\":\"2026-01-02T03:24:05Z\"}}",
        """{"error":"Too many requests"}""",
        AttemptOutcome.QuotaExhausted,
        null,
        "QuotaGroup",
        "Any",
        1_200.0,
        0.0,
        0,
        429
    )]
    [InlineData(
        "429 concurrent",
        429,
        "",
        """{"error":{"code":"1302","message":"High concurrency usage"}}""",
        AttemptOutcome.TooManyConcurrent,
        1.0,
        "QuotaGroup",
        "Any",
        5.0,
        0.0,
        0,
        429
    )]
    [InlineData(
        "429 concurrent",
        429,
        "retry-after: 2",
        """{"error":"Concurrency limit reached"}""",
        AttemptOutcome.TooManyConcurrent,
        2.0,
        "QuotaGroup",
        "Any",
        2.0,
        0.0,
        0,
        429
    )]
    [InlineData(
        "429 overload, 498, 529",
        429,
        "",
        """{"message":"We're experiencing high traffic right now!","type":"too_many_requests_error","param":"queue","code":"queue_exceeded"}""",
        AttemptOutcome.ModelBusy,
        0.4,
        "None",
        "Any",
        null,
        0.5,
        20,
        503
    )]
    [InlineData(
        "429 overload, 498, 529",
        498,
        "",
        """{"error":{"message":"Flex tier capacity exceeded","code":"capacity_exceeded"}}""",
        AttemptOutcome.ModelBusy,
        0.4,
        "None",
        "Any",
        null,
        0.5,
        20,
        503
    )]
    [InlineData(
        "429 overload, 498, 529",
        529,
        "",
        """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""",
        AttemptOutcome.ModelBusy,
        0.4,
        "None",
        "Any",
        null,
        0.5,
        20,
        529
    )]
    [InlineData(
        "429 overload, 498, 529",
        503,
        "",
        """{"error":{"message":"The model is overloaded"}}""",
        AttemptOutcome.ModelBusy,
        0.4,
        "None",
        "Any",
        null,
        0.5,
        20,
        503
    )]
    [InlineData(
        "500, 502, 503, 504",
        500,
        "",
        """{"error":{"message":"The server had an error"}}""",
        AttemptOutcome.ServerError,
        0.4,
        "None",
        "Any",
        null,
        1.1,
        20,
        502
    )]
    [InlineData(
        "500, 502, 503, 504",
        502,
        "",
        "<html><head><title>502 Bad Gateway</title></head></html>",
        AttemptOutcome.ServerError,
        0.4,
        "None",
        "Any",
        null,
        1.1,
        20,
        502
    )]
    [InlineData(
        "500, 502, 503, 504",
        503,
        "",
        "<html><head><title>503 Service Temporarily Unavailable</title></head></html>",
        AttemptOutcome.Overloaded,
        0.4,
        "None",
        "Any",
        null,
        1.1,
        20,
        503
    )]
    [InlineData("500, 502, 503, 504", 504, "", "", AttemptOutcome.ServerError, 0.4, "None", "Any", null, 1.1, 20, 504)]
    [InlineData("520 to 524", 520, "", "<html>", AttemptOutcome.ServerError, 0.4, "None", "Any", null, 1.1, 20, 502)]
    [InlineData("520 to 524", 521, "", "", AttemptOutcome.ServerError, 0.4, "None", "Any", null, 1.1, 20, 502)]
    [InlineData("520 to 524", 522, "", "", AttemptOutcome.ServerError, 0.4, "None", "Any", null, 1.1, 20, 502)]
    [InlineData("520 to 524", 523, "", "", AttemptOutcome.ConnectFailed, null, "None", "Any", null, 2.0, 5, 502)]
    [InlineData("520 to 524", 524, "", "", AttemptOutcome.FirstByteTimeout, null, "None", "Any", null, 1.1, 20, 504)]
    [InlineData("525, 526, 530", 525, "", "", AttemptOutcome.Unreachable, null, "None", "Any", null, 5.0, 300, 502)]
    [InlineData("525, 526, 530", 526, "", "", AttemptOutcome.Unreachable, null, "None", "Any", null, 5.0, 300, 502)]
    [InlineData(
        "525, 526, 530",
        530,
        "",
        "<html>",
        AttemptOutcome.Unreachable,
        null,
        "None",
        "Any",
        null,
        5.0,
        300,
        502
    )]
    [InlineData(
        "200 around an error",
        200,
        "",
        """{"error":{"code":429,"message":"Rate limited by the provider"}}""",
        AttemptOutcome.RateLimited,
        null,
        "QuotaGroup",
        "Any",
        1.0,
        0.0,
        0,
        429
    )]
    [InlineData(
        "200 around an error",
        200,
        "",
        """{"error":{"code":502,"message":"Upstream failed"}}""",
        AttemptOutcome.ServerError,
        0.4,
        "None",
        "Any",
        null,
        1.1,
        20,
        502
    )]
    [InlineData(
        "200 around an error",
        200,
        "",
        """{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}""",
        AttemptOutcome.PaymentRequired,
        null,
        "QuotaGroup",
        "Any",
        1_800.0,
        0.0,
        0,
        402
    )]
    [InlineData(
        "200 around an error",
        200,
        "",
        """{"error":{"message":"Something broke"}}""",
        AttemptOutcome.ErrorInAnswer,
        null,
        "None",
        "Any",
        null,
        1.1,
        20,
        502
    )]
    public void A_failed_answer(
        string row,
        int status,
        string headers,
        string body,
        AttemptOutcome outcome,
        double? sameKey,
        string rotation,
        string others,
        double? rests,
        double strikes,
        double open,
        int shown
    )
    {
        Assert.NotEmpty(row);
        var answer = Headers.Parse(headers);
        var limits = RateLimitHeaders.Read(answer, Some.Time);
        var error = UpstreamError.Parse(Encoding.UTF8.GetBytes(body));
        var hint = WaitHint.Read(answer, limits, error.Message, Some.Time);
        Assert.Equal(outcome, FailureClassifier.Classify(status, error, limits));
        Follows(outcome, status, hint, false, sameKey, rotation, others, rests, strikes, open, shown);
    }

    [Theory]
    [InlineData("Refused", "refused", false, AttemptOutcome.ConnectFailed, null, 2.0, 5, 502)]
    [InlineData("Refused", "refused", true, AttemptOutcome.ConnectFailed, 0.4, 2.0, 5, 502)]
    [InlineData("DNS", "dns", false, AttemptOutcome.NameNotResolved, 0.4, 5.0, 30, 502)]
    [InlineData("TLS invalid", "tls", false, AttemptOutcome.TlsFailed, null, 5.0, 300, 502)]
    [InlineData("Reset before headers", "reset", false, AttemptOutcome.ConnectionReset, 0.15, 1.1, 20, 502)]
    public void A_connection_that_came_to_nothing(
        string row,
        string exception,
        bool local,
        AttemptOutcome outcome,
        double? sameKey,
        double strikes,
        double open,
        int shown
    )
    {
        Assert.NotEmpty(row);
        Assert.Equal(outcome, FailureClassifier.Classify(Thrown(exception)));
        Follows(outcome, null, null, local, sameKey, "None", "Any", null, strikes, open, shown);
    }

    [Theory]
    [InlineData("No headers in time", AttemptOutcome.FirstByteTimeout, null, 504)]
    [InlineData("Stall, nothing sent", AttemptOutcome.Stalled, null, 504)]
    [InlineData("Stall mid-stream", AttemptOutcome.Stalled, null, 504)]
    [InlineData("Malformed SSE", AttemptOutcome.Malformed, null, 502)]
    [InlineData("EOF without an end", AttemptOutcome.Truncated, null, 502)]
    [InlineData("200 around nothing", AttemptOutcome.EmptyAnswer, 0.4, 502)]
    public void An_answer_that_was_none(string row, AttemptOutcome outcome, double? sameKey, int shown)
    {
        Assert.NotEmpty(row);
        Follows(outcome, 200, null, false, sameKey, "None", "Any", null, 1.1, 20, shown);
    }

    [Theory]
    [InlineData("499, abort", AttemptOutcome.CallerLeft)]
    public void What_is_nobodys_fault(string row, AttemptOutcome outcome)
    {
        Assert.NotEmpty(row);
        Follows(outcome, null, null, false, null, "None", "None", null, 0, 0, 502);
    }

    private static void Follows(
        AttemptOutcome outcome,
        int? status,
        TimeSpan? hint,
        bool local,
        double? sameKey,
        string rotation,
        string others,
        double? rests,
        double strikes,
        double open,
        int shown
    )
    {
        var rule = FailurePolicy.Of(outcome);
        var delay = rule.SameKey.DelayFor(0, TimeSpan.FromSeconds(1), hint, null, local, chance: 0);
        Assert.Equal(sameKey, delay?.TotalSeconds);
        Assert.Equal((rotation, others), (rule.Rotation.ToString(), rule.Others.ToString()));
        Assert.Equal(shown, FailurePolicy.Show(outcome, status).Status);
        Assert.Equal(rests, KeyRest.For(outcome, hint, strikes: 0)?.TotalSeconds);

        var report = Some.Report(outcome, elapsedMs: 1_000) with { RetryAfter = hint };
        var verdict = ProviderVerdict.Of(report) as BreakerEvent.Failed;
        Assert.Equal(strikes, verdict?.Strikes ?? 0, 6);
        Assert.Equal(open, verdict?.OpenFor?.First.TotalSeconds ?? 0);
        Assert.Equal(outcome == AttemptOutcome.ModelBusy, ProviderVerdict.ModelRest(report, new Random(1)) is not null);
    }

    private static HttpRequestException Thrown(string exception)
    {
        return exception switch
        {
            "refused" => new HttpRequestException(
                HttpRequestError.ConnectionError,
                null,
                new SocketException((int)SocketError.ConnectionRefused)
            ),
            "dns" => new HttpRequestException(
                HttpRequestError.NameResolutionError,
                null,
                new SocketException((int)SocketError.HostNotFound)
            ),
            "tls" => new HttpRequestException(
                HttpRequestError.SecureConnectionError,
                null,
                new AuthenticationException("The remote certificate is invalid.")
            ),
            _ => new HttpRequestException(
                HttpRequestError.ResponseEnded,
                null,
                new IOException("reading", new SocketException((int)SocketError.ConnectionReset))
            ),
        };
    }
}
