using System.Text;
using Aimux.Silo.Dialects;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class UpstreamErrorTests
{
    [Theory]
    [InlineData(
        """{"error":{"message":"No money","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""",
        "insufficient_quota",
        "insufficient_quota",
        "No money",
        "Nested"
    )]
    [InlineData(
        """{"message":"Too many","type":"too_many_requests_error","param":"quota","code":"request_quota_exceeded"}""",
        "too_many_requests_error",
        "request_quota_exceeded",
        "Too many",
        "Flat"
    )]
    [InlineData(
        """{"object":"error","message":"Bad","type":"BadRequestError","param":null,"code":400}""",
        "BadRequestError",
        "400",
        "Bad",
        "Flat"
    )]
    [InlineData("""{"code":401,"msg":"token expired","success":false}""", "", "401", "token expired", "Flat")]
    [InlineData("""{"detail":"Not authenticated"}""", "", "", "Not authenticated", "Flat")]
    [InlineData("""{"error":"Unauthorized"}""", "", "", "Unauthorized", "Text")]
    [InlineData("""{"error":{"code":429,"message":"Slow down"}}""", "", "429", "Slow down", "Nested")]
    [InlineData(
        """{"error":{"code":"1302","message":"Rate limit reached"}}""",
        "",
        "1302",
        "Rate limit reached",
        "Nested"
    )]
    [InlineData("""{"type":"error","error":{"type":"1308","message":"m"}}""", "", "1308", "m", "Nested")]
    [InlineData(
        """{"error":{"message":"[1308][Usage limit][20260912]"}}""",
        "",
        "1308",
        "[1308][Usage limit][20260912]",
        "Nested"
    )]
    [InlineData("""{"error":{"message":"[note] no number"}}""", "", "", "[note] no number", "Nested")]
    [InlineData("""{"error":{"type":null,"code":null,"message":null}}""", "", "", "", "Nested")]
    [InlineData("""{"error":{"message":{"a":1},"type":["x"],"code":true}}""", "", "", "", "Nested")]
    [InlineData(
        """{"type":"error","error":{"type":"overloaded_error","message":"Busy"}}""",
        "overloaded_error",
        "",
        "Busy",
        "Nested"
    )]
    [InlineData(
        """{"error":{"code":402,"message":"m","metadata":{"limit_source":"openrouter_in_flight_budget"}}}""",
        "openrouter_in_flight_budget",
        "402",
        "m",
        "Nested"
    )]
    [InlineData("""{"error":{"code":402,"message":"m","metadata":null}}""", "", "402", "m", "Nested")]
    [InlineData("""{"error":{}}""", "", "", "", "Nested")]
    [InlineData(
        """{"id":"x","choices":null,"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}""",
        "",
        "1008",
        "insufficient balance",
        "BaseResp"
    )]
    [InlineData("<html><head><title> 502 Bad Gateway </title></head></html>", "", "", "502 Bad Gateway", "Page")]
    [InlineData("\r\n<!DOCTYPE html><HTML><TITLE>Just a moment...</TITLE>", "", "", "Just a moment...", "Page")]
    [InlineData("<html><body>502 Bad Gateway</body></html>", "", "", "", "Page")]
    [InlineData("<title>never closed", "", "", "", "Page")]
    public void Every_shape_of_error_is_read(string body, string type, string code, string message, string shape)
    {
        var error = Parse(body);
        Assert.Equal((type, code, message, shape), (error.Type, error.Code, error.Message, error.Shape.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[{\"error\":{\"message\":\"x\"}}]")]
    [InlineData("\"error\"")]
    [InlineData("null")]
    [InlineData("{\"error\":null}")]
    [InlineData("{\"error\":[\"x\"]}")]
    [InlineData("{\"error\":{\"message\":\"cut of")]
    [InlineData("{\"base_resp\":{\"status_code\":0,\"status_msg\":\"success\"}}")]
    [InlineData("{}")]
    public void What_is_no_error_says_nothing(string body) => Assert.Equal(UpstreamError.None, Parse(body));

    [Fact]
    public void A_long_message_is_cut()
    {
        Assert.Equal(new string('x', 300), Parse($$"""{"error":"{{new string('x', 300)}}"}""").Message);
        Assert.Equal(new string('x', 300) + "…", Parse($$"""{"error":"{{new string('x', 301)}}"}""").Message);
        Assert.Equal(
            new string('x', 300) + "…",
            Parse($$$"""{"error":{"message":"{{{new string('x', 100_000)}}}"}}""").Message
        );
    }

    private static UpstreamError Parse(string body) => UpstreamError.Parse(Encoding.UTF8.GetBytes(body));

    [Fact]
    public void A_responses_stream_that_failed_says_why()
    {
        var error = UpstreamError.Parse(
            """{"type":"response.failed","response":{"status":"failed","error":{"code":"rate_limit_exceeded","message":"m"}}}"""u8.ToArray()
        );
        Assert.Equal(("rate_limit_exceeded", "m", ErrorShape.Nested), (error.Code, error.Message, error.Shape));
    }
}
