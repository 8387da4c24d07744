using System.Net;
using System.Net.Http.Headers;
using Aimux.Silo.Proxy;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class HeaderRulesTests
{
    [Theory]
    [InlineData("Authorization")]
    [InlineData("authorization")]
    [InlineData("x-api-key")]
    [InlineData("Api-Key")]
    [InlineData("Cookie")]
    [InlineData("OpenAI-Organization")]
    [InlineData("OpenAI-Project")]
    [InlineData("Proxy-Authorization")]
    public void Nothing_of_the_callers_account_goes_up(string name)
    {
        using var sent = Up((name, "callers-own"));
        Assert.DoesNotContain("callers-own", sent.ToString(), StringComparison.Ordinal);
        Assert.Null(sent.Headers.Authorization);
    }

    [Theory]
    [InlineData("Connection", "close")]
    [InlineData("Keep-Alive", "timeout=5")]
    [InlineData("TE", "trailers")]
    [InlineData("Trailer", "X-Sum")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Upgrade", "h2c")]
    [InlineData("Proxy-Connection", "keep-alive")]
    [InlineData("Expect", "100-continue")]
    [InlineData("Host", "127.0.0.1")]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    [InlineData("Forwarded", "for=10.0.0.1")]
    [InlineData("Origin", "http://localhost")]
    [InlineData("Referer", "http://localhost/")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("X-Aimux-Anything", "1")]
    public void What_is_of_this_connection_or_place_does_not_go_up(string name, string value)
    {
        using var sent = Up((name, value));
        Assert.False(sent.Headers.NonValidated.Contains(name));
    }

    [Fact]
    public void A_header_that_the_connection_names_stays_with_it()
    {
        using var sent = Up(
            ("Connection", "keep-alive, X-Hop"),
            ("connection", "x-hop-two"),
            ("X-Hop", "1"),
            ("X-Hop-Two", "1"),
            ("X-Hop-Three", "1")
        );
        Assert.False(sent.Headers.Contains("X-Hop"));
        Assert.False(sent.Headers.Contains("X-Hop-Two"));
        Assert.True(sent.Headers.Contains("X-Hop-Three"));
    }

    [Fact]
    public void What_is_not_known_goes_up_with_all_its_values()
    {
        using var sent = Up(
            ("OpenAI-Beta", "a"),
            ("OpenAI-Beta", "b"),
            ("X-Title", "é ok"),
            ("User-Agent", "OpenAI/Python 1.0 (odd; value"),
            ("traceparent", "00-1-2-01")
        );
        Assert.Equal(["a", "b"], sent.Headers.GetValues("OpenAI-Beta"));
        Assert.Equal("é ok", sent.Headers.NonValidated["X-Title"].ToString());
        Assert.Equal("OpenAI/Python 1.0 (odd; value", sent.Headers.NonValidated["User-Agent"].ToString());
        Assert.True(sent.Headers.Contains("traceparent"));
    }

    [Fact]
    public void The_answer_is_asked_for_in_clear()
    {
        using var sent = Up(("Accept-Encoding", "gzip, br"));
        Assert.Equal("identity", sent.Headers.AcceptEncoding.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_only_anthropics_api_knows_goes_nowhere_else(bool toMessagesApi)
    {
        using var sent = UpTo(toMessagesApi, ("anthropic-beta", "a-1,b-2"), ("anthropic-version", "2023-06-01"));
        Assert.Equal(toMessagesApi, sent.Headers.Contains("anthropic-beta"));
        Assert.Equal(toMessagesApi, sent.Headers.Contains("anthropic-version"));
    }

    [Fact]
    public void The_length_of_the_callers_body_is_not_that_of_the_sent_one()
    {
        using var sent = Up(("Content-Length", "12345"));
        Assert.Equal(2, sent.Content!.Headers.ContentLength);
    }

    [Theory]
    [InlineData("x-ratelimit-remaining-requests", "5")]
    [InlineData("X-RateLimit-Limit", "60")]
    [InlineData("anthropic-ratelimit-tokens-reset", "2026-01-01T00:00:00Z")]
    [InlineData("x-synthetic-quotas", "{}")]
    [InlineData("Retry-After", "5")]
    [InlineData("Set-Cookie", "a=b")]
    [InlineData("OpenAI-Organization", "org-1")]
    [InlineData("OpenAI-Project", "proj-1")]
    [InlineData("request-id", "req-1")]
    [InlineData("Server", "cloudflare")]
    [InlineData("Date", "Fri, 02 Jan 2026 03:04:05 GMT")]
    [InlineData("Alt-Svc", "h3=\":443\"")]
    [InlineData("Strict-Transport-Security", "max-age=1")]
    [InlineData("Connection", "close")]
    [InlineData("Keep-Alive", "timeout=5")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Trailer", "X-Sum")]
    [InlineData("x-aimux-provider", "forged")]
    public void What_is_of_one_key_or_connection_does_not_go_down(string name, string value)
    {
        Assert.Empty(Down((name, value)));
    }

    [Fact]
    public void What_is_not_known_goes_down_with_all_its_values()
    {
        var got = Down(("openai-processing-ms", "12"), ("cf-ray", "1"), ("X-Many", "a"), ("X-Many", "b"));
        Assert.Equal("12", got["openai-processing-ms"]);
        Assert.Equal("1", got["cf-ray"]);
        Assert.Equal("a, b", got["X-Many"].ToString());
    }

    [Fact]
    public void The_id_that_the_provider_gave_goes_down_under_a_name_of_its_own()
    {
        var got = Down(("X-Request-Id", "req-7"));
        Assert.Equal("req-7", got[HeaderRules.UpstreamRequestId]);
        Assert.False(got.ContainsKey(HeaderRules.RequestId));
    }

    [Fact]
    public void The_type_of_the_answer_goes_down_and_its_length_and_encoding_do_not()
    {
        var context = new DefaultHttpContext();
        using var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([1, 2]) };
        answer.Content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
        answer.Content.Headers.ContentLength = 2;
        answer.Content.Headers.ContentEncoding.Add("gzip");
        HeaderRules.SendDown(answer, context.Response.Headers);
        Assert.Equal("text/event-stream", context.Response.Headers.ContentType);
        Assert.Null(context.Response.Headers.ContentLength);
        Assert.False(context.Response.Headers.ContainsKey("Content-Encoding"));
    }

    private static HttpRequestMessage Up(params (string Name, string Value)[] headers) => UpTo(false, headers);

    private static HttpRequestMessage UpTo(bool toMessagesApi, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        foreach (var (name, value) in headers)
        {
            context.Request.Headers.Append(name, value);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, "https://example.test/v1")
        {
            Content = new ByteArrayContent([1, 2]),
        };
        HeaderRules.SendUp(context.Request.Headers, request, toMessagesApi);
        return request;
    }

    private static IHeaderDictionary Down(params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        using var answer = new HttpResponseMessage(HttpStatusCode.OK);
        foreach (var (name, value) in headers)
        {
            Assert.True(answer.Headers.TryAddWithoutValidation(name, value));
        }

        HeaderRules.SendDown(answer, context.Response.Headers);
        return context.Response.Headers;
    }
}
