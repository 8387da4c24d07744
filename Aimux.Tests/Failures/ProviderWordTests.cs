using System.Text;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Dialects;
using Aimux.Silo.Proxy;
using Xunit;

namespace Aimux.Tests.Failures;

/// <summary>What single providers say, as far as the failure table and z.ai's codes do not hold it already.</summary>
public sealed class ProviderWordTests
{
    [Theory]
    // Cerebras: flat
    [InlineData(
        429,
        """{"message":"Requests per minute limit exceeded","type":"too_many_requests_error","param":"quota","code":"request_quota_exceeded"}""",
        AttemptOutcome.RateLimited
    )]
    [InlineData(
        429,
        """{"message":"Tokens per minute limit exceeded","type":"too_many_tokens_error","param":"quota","code":"token_quota_exceeded"}""",
        AttemptOutcome.RateLimited
    )]
    [InlineData(
        429,
        """{"message":"Requests per day limit exceeded","code":"request_quota_exceeded"}""",
        AttemptOutcome.QuotaExhausted
    )]
    [InlineData(
        429,
        """{"message":"Tokens per day limit exceeded","code":"token_quota_exceeded"}""",
        AttemptOutcome.QuotaExhausted
    )]
    [InlineData(
        429,
        """{"message":"We're experiencing high traffic right now","type":"too_many_requests_error"}""",
        AttemptOutcome.ModelBusy
    )]
    [InlineData(
        401,
        """{"message":"Wrong API Key","type":"invalid_request_error","param":"api_key","code":"wrong_api_key"}""",
        AttemptOutcome.Unauthorized
    )]
    [InlineData(
        400,
        """{"message":"messages.1.assistant.reasoning_content: property 'messages.1.assistant.reasoning_content' is unsupported","code":"wrong_api_format"}""",
        AttemptOutcome.UnknownField
    )]
    [InlineData(
        400,
        """{"message":"body.temperature: Input should be a number","code":"wrong_api_format"}""",
        AttemptOutcome.RequestRejected
    )]
    [InlineData(
        400,
        """{"message":"property 'messages' is unsupported","code":"wrong_api_format"}""",
        AttemptOutcome.RequestRejected
    )]
    // OpenAI and Groq
    [InlineData(
        429,
        """{"error":{"message":"Rate limit reached on tokens per minute (TPM)","type":"tokens","code":"rate_limit_exceeded"}}""",
        AttemptOutcome.RateLimited
    )]
    [InlineData(
        429,
        """{"error":{"message":"Rate limit reached on tokens per day (TPD)","type":"tokens","code":"rate_limit_exceeded"}}""",
        AttemptOutcome.QuotaExhausted
    )]
    [InlineData(429, """{"error":{"message":"Limit of requests per day reached"}}""", AttemptOutcome.QuotaExhausted)]
    [InlineData(
        429,
        """{"error":{"message":"No credit","type":"insufficient_quota","code":null}}""",
        AttemptOutcome.QuotaExhausted
    )]
    [InlineData(
        429,
        """{"error":{"message":"No credit","type":"x","code":"insufficient_quota"}}""",
        AttemptOutcome.QuotaExhausted
    )]
    [InlineData(
        400,
        """{"error":{"message":"Hard limit","code":"billing_hard_limit_reached"}}""",
        AttemptOutcome.PaymentRequired
    )]
    [InlineData(
        401,
        """{"error":{"message":"Deactivated","code":"account_deactivated"}}""",
        AttemptOutcome.AccountLocked
    )]
    [InlineData(
        400,
        """{"error":{"message":"Unknown parameter: 'foo'.","type":"invalid_request_error","code":"unknown_parameter"}}""",
        AttemptOutcome.UnknownField
    )]
    [InlineData(
        400,
        """{"error":{"message":"Unsupported parameter: 'verbosity' is not supported with this model.","code":"unsupported_parameter"}}""",
        AttemptOutcome.UnknownField
    )]
    [InlineData(
        400,
        """{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","code":"unsupported_parameter"}}""",
        AttemptOutcome.RequestRejected
    )]
    [InlineData(
        400,
        """{"error":{"message":"Unrecognized request argument supplied: foo","type":"invalid_request_error"}}""",
        AttemptOutcome.UnknownField
    )]
    [InlineData(
        400,
        """{"error":{"message":"The model has been decommissioned","code":"model_decommissioned"}}""",
        AttemptOutcome.ModelNotFound
    )]
    [InlineData(400, """{"error":{"message":"Filtered","code":"content_filter"}}""", AttemptOutcome.ContentRefused)]
    // Anthropic
    [InlineData(
        401,
        """{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}""",
        AttemptOutcome.Unauthorized
    )]
    [InlineData(
        402,
        """{"type":"error","error":{"type":"billing_error","message":"billing"}}""",
        AttemptOutcome.PaymentRequired
    )]
    [InlineData(
        400,
        """{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the API."}}""",
        AttemptOutcome.PaymentRequired
    )]
    [InlineData(
        400,
        """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 200001 tokens > 200000 maximum"}}""",
        AttemptOutcome.ContextTooLong
    )]
    [InlineData(
        400,
        """{"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit"}}""",
        AttemptOutcome.ContextTooLong
    )]
    [InlineData(
        400,
        """{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: required"}}""",
        AttemptOutcome.RequestRejected
    )]
    [InlineData(
        404,
        """{"type":"error","error":{"type":"not_found_error","message":"model: x"}}""",
        AttemptOutcome.ModelNotFound
    )]
    [InlineData(
        413,
        """{"type":"error","error":{"type":"request_too_large","message":"32 MB"}}""",
        AttemptOutcome.ContextTooLong
    )]
    [InlineData(
        429,
        """{"type":"error","error":{"type":"rate_limit_error","message":"slow down"}}""",
        AttemptOutcome.RateLimited
    )]
    [InlineData(
        500,
        """{"type":"error","error":{"type":"api_error","message":"internal"}}""",
        AttemptOutcome.ServerError
    )]
    [InlineData(
        504,
        """{"type":"error","error":{"type":"timeout_error","message":"took too long"}}""",
        AttemptOutcome.ServerError
    )]
    [InlineData(
        200,
        """{"type":"error","error":{"type":"api_error","message":"internal"}}""",
        AttemptOutcome.ServerError
    )]
    [InlineData(
        200,
        """{"type":"error","error":{"type":"timeout_error","message":"took too long"}}""",
        AttemptOutcome.ServerError
    )]
    [InlineData(
        200,
        """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""",
        AttemptOutcome.ModelBusy
    )]
    [InlineData(200, """{"error":{"type":"server_overloaded","message":"m"}}""", AttemptOutcome.ModelBusy)]
    // Synthetic: strings
    [InlineData(
        429,
        """{"error":"You've exceeded your subscription rate limits. Upgrade, or try again later"}""",
        AttemptOutcome.QuotaExhausted
    )]
    [InlineData(429, """{"error":"Too many parallel requests for this model"}""", AttemptOutcome.TooManyConcurrent)]
    [InlineData(402, """{"error":"Insufficient quota and token balance"}""", AttemptOutcome.PaymentRequired)]
    [InlineData(
        400,
        """{"error":"input (300000 tokens) is longer than the model's context length"}""",
        AttemptOutcome.ContextTooLong
    )]
    [InlineData(400, """{"error":"Context limit exceeded"}""", AttemptOutcome.ContextTooLong)]
    // Moonshot and Kimi Code
    [InlineData(429, """{"error":{"type":"rate_limit_reached_error","message":"m"}}""", AttemptOutcome.RateLimited)]
    [InlineData(429, """{"error":{"type":"engine_overloaded_error","message":"m"}}""", AttemptOutcome.ModelBusy)]
    [InlineData(
        429,
        """{"error":{"type":"exceeded_current_quota_error","message":"m"}}""",
        AttemptOutcome.PaymentRequired
    )]
    [InlineData(400, """{"error":{"type":"content_filter","message":"m"}}""", AttemptOutcome.ContentRefused)]
    [InlineData(403, """{"error":{"message":"Your quota is used up"}}""", AttemptOutcome.QuotaExhausted)]
    [InlineData(403, """{"error":{"message":"You've reached your usage limit"}}""", AttemptOutcome.QuotaExhausted)]
    // MiniMax: inside a 200
    [InlineData(200, """{"base_resp":{"status_code":1002,"status_msg":"m"}}""", AttemptOutcome.RateLimited)]
    [InlineData(200, """{"base_resp":{"status_code":1004,"status_msg":"m"}}""", AttemptOutcome.Unauthorized)]
    [InlineData(200, """{"base_resp":{"status_code":1008,"status_msg":"m"}}""", AttemptOutcome.PaymentRequired)]
    [InlineData(200, """{"base_resp":{"status_code":2013,"status_msg":"m"}}""", AttemptOutcome.RequestRejected)]
    [InlineData(200, """{"base_resp":{"status_code":2056,"status_msg":"m"}}""", AttemptOutcome.QuotaExhausted)]
    [InlineData(200, """{"base_resp":{"status_code":1099,"status_msg":"m"}}""", AttemptOutcome.ErrorInAnswer)]
    // OpenRouter
    [InlineData(
        402,
        """{"error":{"code":402,"message":"m","metadata":{"limit_source":"openrouter_in_flight_budget"}}}""",
        AttemptOutcome.TooManyConcurrent
    )]
    [InlineData(402, """{"error":{"code":402,"message":"m"}}""", AttemptOutcome.PaymentRequired)]
    [InlineData(
        400,
        """{"error":{"code":400,"message":"x/y is not a valid model ID"}}""",
        AttemptOutcome.ModelNotFound
    )]
    [InlineData(
        403,
        """{"error":{"code":403,"message":"The model requires moderation, and your input was flagged","metadata":{"reasons":["x"]}}}""",
        AttemptOutcome.ContentRefused
    )]
    // Local servers and DeepSeek
    [InlineData(404, """{"error":"model 'x' not found"}""", AttemptOutcome.ModelNotFound)]
    [InlineData(
        400,
        """{"object":"error","message":"This model's maximum context length is 8192 tokens","type":"BadRequestError","param":null,"code":400}""",
        AttemptOutcome.ContextTooLong
    )]
    [InlineData(
        400,
        """{"object":"error","message":"bad","type":"BadRequestError","param":null,"code":400}""",
        AttemptOutcome.RequestRejected
    )]
    [InlineData(
        400,
        """{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error"}}""",
        AttemptOutcome.ContextTooLong
    )]
    [InlineData(
        503,
        """{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}""",
        AttemptOutcome.ModelBusy
    )]
    [InlineData(
        422,
        """{"detail":[{"type":"extra_forbidden","loc":["body","foo"],"msg":"Extra inputs are not permitted"}]}""",
        AttemptOutcome.UnknownField
    )]
    [InlineData(422, """{"detail":"m"}""", AttemptOutcome.RequestRejected)]
    [InlineData(503, """{"error":{"message":"That model is currently overloaded"}}""", AttemptOutcome.ModelBusy)]
    [InlineData(503, """{"error":{"message":"The server is overloaded"}}""", AttemptOutcome.Overloaded)]
    [InlineData(429, """{"error":{"message":"The server is overloaded"}}""", AttemptOutcome.ModelBusy)]
    [InlineData(402, """{"error":{"message":"m","code":"insufficient_quota"}}""", AttemptOutcome.PaymentRequired)]
    // Whatever the code says of a status, it is the provider that failed, not the one on the way.
    [InlineData(500, """{"error":{"code":429,"message":"m"}}""", AttemptOutcome.RateLimited)]
    // Denied, and why
    [InlineData(403, """{"error":{"message":"m","type":"authentication_error"}}""", AttemptOutcome.Unauthorized)]
    [InlineData(403, """{"error":{"message":"not available in your region"}}""", AttemptOutcome.Blocked)]
    [InlineData(403, """{"error":{"message":"not available in your country"}}""", AttemptOutcome.Blocked)]
    [InlineData(451, "", AttemptOutcome.Blocked)]
    [InlineData(
        429,
        """{"error":{"message":"Usage limit reached. Your limit will reset at 2026-01-02 11:05:05"}}""",
        AttemptOutcome.QuotaExhausted
    )]
    [InlineData(200, """{"error":{"type":"current_quota_exceeded","message":"m"}}""", AttemptOutcome.PaymentRequired)]
    [InlineData(200, """{"error":{"type":"insufficient_quota_error","message":"m"}}""", AttemptOutcome.QuotaExhausted)]
    [InlineData(200, """{"error":{"type":"requests_rate_limited","message":"m"}}""", AttemptOutcome.RateLimited)]
    [InlineData(200, """{"error":{"type":"invalid_request_error","message":"m"}}""", AttemptOutcome.RequestRejected)]
    public void A_providers_words_are_understood(int status, string body, AttemptOutcome outcome) =>
        Assert.Equal(outcome, FailureClassifier.Classify(status, UpstreamError.Parse(Encoding.UTF8.GetBytes(body))));

    [Fact]
    public void No_row_of_the_product_stands_there_without_a_case()
    {
        var rows = FailureTable.Words.Concat(FailureTable.Statuses).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var (status, body) in Cases())
        {
            var error = UpstreamError.Parse(Encoding.UTF8.GetBytes(body));
            rows.Remove(FailureTable.FindWords(status, error) ?? FailureTable.FindStatus(status)!);
        }

        Assert.Empty(rows.Cast<FailureRow>().Select(row => $"{row.Outcome}: {row.Why}"));
    }

    private static IEnumerable<(int Status, string Body)> Cases()
    {
        var own = TestCases
            .Of(typeof(ProviderWordTests), nameof(A_providers_words_are_understood))
            .Select(values => ((int)values[0]!, (string)values[1]!));
        var table = TestCases
            .Of(typeof(FailureRowTests), nameof(FailureRowTests.A_failed_answer))
            .Select(values => ((int)values[1]!, (string)values[3]!));
        var zai = TestCases
            .Of(typeof(ZaiCodeTests), nameof(ZaiCodeTests.A_code_is_named_wherever_it_stands))
            .Select(values => (429, $$$"""{"error":{"code":"{{{values[0]}}}"}}"""));
        return own.Concat(table).Concat(zai);
    }
}
