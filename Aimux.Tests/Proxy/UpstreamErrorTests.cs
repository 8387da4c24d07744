using System.Text;
using Aimux.Silo.Proxy;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class UpstreamErrorTests
{
    [Theory]
    [InlineData(
        """{"error":{"message":"No money","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""",
        "insufficient_quota",
        "insufficient_quota",
        "No money"
    )]
    [InlineData(
        """{"message":"Too many","type":"too_many_requests_error","param":"quota","code":"request_quota_exceeded"}""",
        "too_many_requests_error",
        "request_quota_exceeded",
        "Too many"
    )]
    [InlineData("""{"error":"Unauthorized"}""", "", "", "Unauthorized")]
    [InlineData("""{"error":{"code":429,"message":"Slow down"}}""", "", "429", "Slow down")]
    [InlineData("""{"error":{"code":"1302","message":"Rate limit reached"}}""", "", "1302", "Rate limit reached")]
    [InlineData("""{"error":{"type":null,"code":null,"message":null}}""", "", "", "")]
    [InlineData("""{"error":{"message":{"a":1},"type":["x"],"code":true}}""", "", "", "")]
    [InlineData(
        """{"type":"error","error":{"type":"overloaded_error","message":"Busy"}}""",
        "overloaded_error",
        "",
        "Busy"
    )]
    [InlineData("""{"error":{}}""", "", "", "")]
    public void Every_shape_of_error_is_read(string body, string type, string code, string message)
    {
        Assert.Equal(new UpstreamError(type, code, message), Parse(body));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html><body>502 Bad Gateway</body></html>")]
    [InlineData("[{\"error\":{\"message\":\"x\"}}]")]
    [InlineData("\"error\"")]
    [InlineData("null")]
    [InlineData("{\"error\":null}")]
    [InlineData("{\"error\":[\"x\"]}")]
    [InlineData("{\"error\":{\"message\":\"cut of")]
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
}
