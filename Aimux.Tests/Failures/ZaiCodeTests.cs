using System.Text;
using Aimux.Grains.Health;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Limits;
using Aimux.Silo.Dialects;
using Aimux.Silo.Proxy;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Failures;

/// <summary>z.ai's codes, one by one, under statuses that say little and in every place in which they were seen.</summary>
public sealed class ZaiCodeTests
{
    // Code, what it is called, how many seconds what rests, the other keys worth trying, and the caller's status.
    [Theory]
    [InlineData("1000", AttemptOutcome.Unauthorized, 1_800.0, "Key", 502)]
    [InlineData("1001", AttemptOutcome.Unauthorized, 1_800.0, "Key", 502)]
    [InlineData("1002", AttemptOutcome.Unauthorized, 1_800.0, "Key", 502)]
    [InlineData("1003", AttemptOutcome.Unauthorized, 1_800.0, "Key", 502)]
    [InlineData("1004", AttemptOutcome.Unauthorized, 1_800.0, "Key", 502)]
    [InlineData("1110", AttemptOutcome.AccountLocked, 86_400.0, "QuotaGroup", 502)]
    [InlineData("1111", AttemptOutcome.AccountLocked, 86_400.0, "QuotaGroup", 502)]
    [InlineData("1112", AttemptOutcome.AccountLocked, 86_400.0, "QuotaGroup", 502)]
    [InlineData("1121", AttemptOutcome.AccountLocked, 86_400.0, "QuotaGroup", 502)]
    [InlineData("1113", AttemptOutcome.PaymentRequired, 1_800.0, "QuotaGroup", 402)]
    [InlineData("1309", AttemptOutcome.PaymentRequired, 1_800.0, "QuotaGroup", 402)]
    [InlineData("1120", AttemptOutcome.ServerError, null, "None", 502)]
    [InlineData("1230", AttemptOutcome.ServerError, null, "None", 502)]
    [InlineData("1234", AttemptOutcome.ServerError, null, "None", 502)]
    [InlineData("500", AttemptOutcome.ServerError, null, "None", 502)]
    [InlineData("1210", AttemptOutcome.RequestRejected, null, "None", 400)]
    [InlineData("1212", AttemptOutcome.RequestRejected, null, "None", 400)]
    [InlineData("1213", AttemptOutcome.RequestRejected, null, "None", 400)]
    [InlineData("1214", AttemptOutcome.RequestRejected, null, "None", 400)]
    [InlineData("1215", AttemptOutcome.RequestRejected, null, "None", 400)]
    [InlineData("1261", AttemptOutcome.ContextTooLong, null, "None", 400)]
    [InlineData("1211", AttemptOutcome.ModelNotFound, 3_600.0, "OneKey", 404)]
    [InlineData("1220", AttemptOutcome.Forbidden, 1_800.0, "Key", 403)]
    [InlineData("1221", AttemptOutcome.Forbidden, 1_800.0, "Key", 403)]
    [InlineData("1222", AttemptOutcome.Forbidden, 1_800.0, "Key", 403)]
    [InlineData("1311", AttemptOutcome.Forbidden, 1_800.0, "Key", 403)]
    [InlineData("1231", AttemptOutcome.Conflict, null, "None", 409)]
    [InlineData("1300", AttemptOutcome.ContentRefused, null, "None", 400)]
    [InlineData("1301", AttemptOutcome.ContentRefused, null, "None", 400)]
    [InlineData("1302", AttemptOutcome.TooManyConcurrent, 5.0, "QuotaGroup", 429)]
    [InlineData("1303", AttemptOutcome.RateLimited, 1.0, "QuotaGroup", 429)]
    [InlineData("1304", AttemptOutcome.QuotaExhausted, 1_800.0, "QuotaGroup", 429)]
    [InlineData("1308", AttemptOutcome.QuotaExhausted, 1_800.0, "QuotaGroup", 429)]
    [InlineData("1310", AttemptOutcome.QuotaExhausted, 1_800.0, "QuotaGroup", 429)]
    [InlineData("1316", AttemptOutcome.QuotaExhausted, 1_800.0, "QuotaGroup", 429)]
    [InlineData("1317", AttemptOutcome.QuotaExhausted, 1_800.0, "QuotaGroup", 429)]
    [InlineData("1318", AttemptOutcome.QuotaExhausted, 1_800.0, "QuotaGroup", 429)]
    [InlineData("1319", AttemptOutcome.QuotaExhausted, 1_800.0, "QuotaGroup", 429)]
    [InlineData("1320", AttemptOutcome.QuotaExhausted, 1_800.0, "QuotaGroup", 429)]
    [InlineData("1321", AttemptOutcome.QuotaExhausted, 1_800.0, "QuotaGroup", 429)]
    [InlineData("1305", AttemptOutcome.ModelBusy, null, "None", 503)]
    [InlineData("1312", AttemptOutcome.ModelBusy, null, "None", 503)]
    [InlineData("1313", AttemptOutcome.AccountLocked, 86_400.0, "QuotaGroup", 502)]
    public void A_code_is_named_wherever_it_stands(
        string code,
        AttemptOutcome outcome,
        double? rests,
        string rotation,
        int shown
    )
    {
        string[] bodies =
        [
            $$$"""{"error":{"code":"{{{code}}}","message":"m"},"request_id":"r"}""",
            $$$"""{"error":{"code":{{{code}}},"message":"m"}}""",
            $$$"""{"type":"error","error":{"type":"{{{code}}}","message":"m"}}""",
            $$$"""{"type":"error","error":{"type":"rate_limit_error","code":"{{{code}}}","message":"[{{{code}}}][m][20260912]"}}""",
            $$$"""{"error":{"message":"[{{{code}}}][m][20260912]"}}""",
            $$$"""{"error":"[{{{code}}}][m]"}""",
            $$$"""{"code":{{{code}}},"msg":"m","success":false}""",
        ];
        foreach (var body in bodies)
        {
            var error = UpstreamError.Parse(Encoding.UTF8.GetBytes(body));
            Assert.All(
                [200, 400, 429, 500],
                status => Assert.Equal(outcome, FailureClassifier.Classify(status, error))
            );
        }

        Assert.Equal(rests, KeyRest.For(outcome, null, 0)?.TotalSeconds);
        Assert.Equal(rotation, FailurePolicy.Of(outcome).Rotation.ToString());
        Assert.Equal(shown, FailurePolicy.Show(outcome, 429).Status);
    }

    [Theory]
    [InlineData("1305", true, 0.5)] // the model's
    [InlineData("1312", true, 0.5)]
    [InlineData("1230", false, 1)] // the provider's
    [InlineData("1113", false, 0)] // the account's
    [InlineData("1302", false, 0)]
    [InlineData("1301", false, 0)] // the request's
    public void A_code_is_held_against_whom_it_concerns(string code, bool modelRests, double strikes)
    {
        var outcome = FailureClassifier.Classify(429, new UpstreamError("", code, ""));
        var report = Some.Report(outcome);
        Assert.Equal(modelRests, ProviderVerdict.ModelRest(report, new Random(1)) is not null);
        Assert.Equal(strikes, (ProviderVerdict.Of(report) as BreakerEvent.Failed)?.Strikes ?? 0);
    }

    [Fact]
    public void The_end_of_a_window_is_read_from_its_sentence_as_beijing_time()
    {
        var error = UpstreamError.Parse(
            """{"error":{"code":"1308","message":"Usage limit reached for 5 hour. Your limit will reset at 2026-01-02 14:04:05"}}"""u8.ToArray()
        );
        var hint = ResetTime.InText(error.Message, Some.Time);
        Assert.Equal(TimeSpan.FromHours(3), KeyRest.For(AttemptOutcome.QuotaExhausted, hint, 0));
    }

    [Fact]
    public void The_same_numbers_of_minimax_mean_other_things()
    {
        var error = UpstreamError.Parse("""{"base_resp":{"status_code":1002,"status_msg":"rate limit"}}"""u8.ToArray());
        Assert.Equal(AttemptOutcome.RateLimited, FailureClassifier.Classify(200, error));
    }

    [Fact]
    public void A_request_id_that_was_used_is_to_be_left_out() =>
        Assert.Equal("request_id", UnknownFieldName.TryFind("duplicate request_id", "1231"));
}
