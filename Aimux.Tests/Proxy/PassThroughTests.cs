using System.Net;
using System.Text;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>What crosses Aimux crosses it unchanged.</summary>
public sealed class PassThroughTests
{
    private const string Answer =
        """{ "id":"x", "future_field":{"a":[1,2.50,"\u00e4"]}, "choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}] }""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_reaches_the_provider_byte_for_byte()
    {
        await using var upstream = await ScriptedUpstream.Start(AnswerJson);
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));
        const string body = "{ \"messages\" : [ ], \n\t\"model\":\"demo\",\"new\":{\"x\":1e400,\"ü\":\"\\u0000\"} }";

        using var answer = await aimux.Chat(body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(body, Encoding.UTF8.GetString(upstream.Requests.Single().Body));
        Assert.Equal(Answer, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Only_the_model_is_rewritten_where_the_provider_is_addressed_directly()
    {
        await using var upstream = await ScriptedUpstream.Start(AnswerJson);
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));

        using var answer = await aimux.Chat("""{"a":"one/x","model" : "one/org/some\u0020model","z":[ 1 ]}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            """{"a":"one/x","model" : "org/some model","z":[ 1 ]}""",
            Encoding.UTF8.GetString(upstream.Requests.Single().Body)
        );
        Assert.Equal("org/some model", answer.Headers.GetValues("x-aimux-model").Single());
    }

    [Fact]
    public async Task A_large_body_arrives_whole_however_it_is_framed()
    {
        await using var upstream = await ScriptedUpstream.Start(AnswerJson);
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));
        var body = """{"model":"one/demo","text":""" + '"' + new string('x', 5_000_000) + "\"}";

        using var sized = await aimux.Chat(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = RunningAimux.Json(body),
        };
        request.Headers.TransferEncodingChunked = true;
        using var chunked = await aimux.Data.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, sized.StatusCode);
        Assert.Equal(HttpStatusCode.OK, chunked.StatusCode);
        var expected = body.Replace("one/demo", "demo", StringComparison.Ordinal);
        Assert.All(upstream.Requests, received => Assert.Equal(expected, Encoding.UTF8.GetString(received.Body)));
        Assert.Equal(2, upstream.Requests.Count);
    }

    [Fact]
    public async Task Credentials_are_exchanged_and_private_headers_stay_here()
    {
        await using var upstream = await ScriptedUpstream.Start(AnswerJson);
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = RunningAimux.Json(Some.ChatBody),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer callers-own");
        request.Headers.TryAddWithoutValidation("Cookie", "session=callers-own");
        request.Headers.TryAddWithoutValidation("OpenAI-Organization", "callers-own");
        request.Headers.TryAddWithoutValidation("x-custom", "kept");
        request.Headers.TryAddWithoutValidation("User-Agent", "some-tool/1.0");

        using var answer = await aimux.Data.SendAsync(request, Cancellation);

        var received = upstream.Requests.Single().Headers;
        Assert.Equal("Bearer " + Some.Secret("one/a"), received["Authorization"]);
        Assert.Equal("kept", received["x-custom"]);
        Assert.Equal("some-tool/1.0", received["User-Agent"]);
        Assert.DoesNotContain(
            received.Values,
            value => value.ToString().Contains("callers-own", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_answer_keeps_its_headers_but_not_those_that_tell_of_one_key()
    {
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            context.Response.Headers["openai-processing-ms"] = "12";
            context.Response.Headers["x-ratelimit-remaining-requests"] = "1";
            context.Response.Headers["Set-Cookie"] = "__cf_bm=1";
            context.Response.Headers["x-request-id"] = "theirs";
            return AnswerJson(context);
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));

        using var answer = await aimux.Chat(Some.ChatBody);

        Assert.Equal("12", answer.Headers.GetValues("openai-processing-ms").Single());
        Assert.Equal("theirs", answer.Headers.GetValues("x-aimux-upstream-request-id").Single());
        Assert.NotEqual("theirs", answer.Headers.GetValues("x-request-id").Single());
        Assert.False(answer.Headers.Contains("x-ratelimit-remaining-requests"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task An_answer_that_was_compressed_unasked_is_decoded(string encoding)
    {
        await using var upstream = await ScriptedUpstream.Start(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers.ContentEncoding = encoding;
            await using var compressed = Compress(context.Response.Body, encoding);
            await compressed.WriteAsync(Encoding.UTF8.GetBytes(Answer), context.RequestAborted);
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));

        using var answer = await aimux.Chat(Some.ChatBody);

        Assert.Equal(Answer, await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task An_answer_too_long_to_hold_is_sent_on_as_it_comes()
    {
        var text = new string('y', 2_000_000);
        var whole = """{"choices":[{"message":{"content":""" + $"\"{text}\"" + "}}]}";
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(whole, context.RequestAborted);
        });
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider("one", upstream.BaseUrl)),
            builder => builder.Configuration["Proxy:MaxHeldAnswerBytes"] = "65536"
        );

        using var answer = await aimux.Chat(Some.ChatBody);

        Assert.Equal(whole, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Letters_beyond_ascii_pass_in_headers_and_model_names_both_ways()
    {
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.Headers["x-place"] = "caf\u00e9";
            return context.Response.WriteAsync(Answer, context.RequestAborted);
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions")
        {
            Content = RunningAimux.Json(Some.Chat("one/mod\u00e8le")),
        };
        request.Headers.TryAddWithoutValidation("x-title", "caf\u00e9");

        using var answer = await aimux.Data.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("mod%C3%A8le", answer.Headers.GetValues("x-aimux-model").Single());
        Assert.True(answer.Headers.Contains("x-place"));
        Assert.Equal("caf\u00e9", upstream.Requests.Single().Headers["x-title"]);
    }

    private static Task AnswerJson(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(Answer, context.RequestAborted);
    }

    private static Stream Compress(Stream target, string encoding)
    {
        return encoding switch
        {
            "gzip" => new System.IO.Compression.GZipStream(target, System.IO.Compression.CompressionLevel.Fastest),
            "br" => new System.IO.Compression.BrotliStream(target, System.IO.Compression.CompressionLevel.Fastest),
            _ => new System.IO.Compression.ZLibStream(target, System.IO.Compression.CompressionLevel.Fastest),
        };
    }
}
