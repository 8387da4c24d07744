using System.Net;
using System.Text;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Translation;

/// <summary>Where the provider speaks the caller's protocol, what crosses Aimux crosses it unchanged.</summary>
public sealed class NativePassThroughTests
{
    private const string Message = """
        { "type":"message", "id":"msg_1", "future":{"a":[1,2.50,"\u00e4"]}, "role":"assistant", "model":"demo", "content":[{"type":"text","text":"Hi"}], "stop_reason":"end_turn", "usage":{"input_tokens":1,"output_tokens":1} }
        """;

    private const string Response = """
        { "object":"response", "id":"resp_1", "future":[ 1 ], "status":"completed", "model":"demo", "output":[{"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Hi","annotations":[]}]}], "usage":{"input_tokens":1,"output_tokens":1,"total_tokens":2} }
        """;

    private const string Stream =
        "event: message_start\ndata: {\"type\":\"message_start\", \"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"demo\",\"content\":[],\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}\n\n"
        + ": a comment\n\nevent: ping\ndata: {\"type\": \"ping\"}\n\n"
        + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
        + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi – 你好 👋\"}}\n\n"
        + "event: of_the_future\ndata: {\"type\":\"of_the_future\",\"x\":[ 1 ]}\n\n"
        + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
        + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":3}}\n\n"
        + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Caller.Messages, Message)]
    [InlineData(Caller.Responses, Response)]
    public async Task A_body_and_its_answer_cross_byte_for_byte(string caller, string said)
    {
        await using var upstream = await Answering(200, "application/json", said);
        await using var aimux = await RunningAimux.Start(Native(upstream));
        const string body =
            "{ \"messages\" : [ {\"role\":\"user\",\"content\":\"é\\u00e9\"} ], \"input\":\"x\",\n\t\"model\":\"demo\",\"max_tokens\":9,\"new\":{\"x\":1e400,\"ü\":\"\\u0000\"} }";

        using var answer = await aimux.Post(caller, body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var received = upstream.Requests.Single();
        Assert.Equal(Caller.PathOf(caller), received.Path);
        Assert.Equal(body, Encoding.UTF8.GetString(received.Body));
        Assert.Equal(said, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Only_the_model_is_renamed()
    {
        await using var upstream = await Answering(200, "application/json", Message);
        await using var aimux = await RunningAimux.Start(Native(upstream));

        using var answer = await aimux.Post(
            Caller.Messages,
            """{"a":"one/x","model" : "one/org/some\u0020model","messages":[ ],"max_tokens":1}"""
        );

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            """{"a":"one/x","model" : "org/some model","messages":[ ],"max_tokens":1}""",
            Encoding.UTF8.GetString(upstream.Requests.Single().Body)
        );
    }

    [Fact]
    public async Task A_stream_crosses_byte_for_byte_with_events_that_nobody_knows()
    {
        await using var upstream = await Answering(200, "text/event-stream", Stream);
        await using var aimux = await RunningAimux.Start(Native(upstream));

        using var answer = await aimux.Post(Caller.Messages, Caller.Body(Caller.Messages, streaming: true));

        Assert.Equal(Stream, await answer.Content.ReadAsStringAsync(Cancellation));
        var end = (await aimux.EndedDecision(answer))["end"]!;
        Assert.Equal(3, (int)end["output_tokens"]!);
        Assert.Null((string?)end["error"]);
    }

    [Theory]
    [InlineData(Caller.Messages)]
    [InlineData(Caller.Responses)]
    public async Task The_body_of_a_400_crosses_byte_for_byte(string caller)
    {
        const string refusal =
            "{ \"type\":\"error\",\n \"error\":{\"type\":\"invalid_request_error\", \"message\":\"max_tokens: Field required \\u2013 é\"}, \"x\":[1.50] }\n";
        await using var upstream = await Answering(400, "application/json", refusal);
        await using var aimux = await RunningAimux.Start(Native(upstream));

        foreach (var streaming in new[] { false, true })
        {
            using var answer = await aimux.Post(caller, Caller.Body(caller, streaming));

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal(refusal, await answer.Content.ReadAsStringAsync(Cancellation));
        }
    }

    [Fact]
    public async Task Anthropics_headers_cross_verbatim_and_credentials_are_exchanged()
    {
        await using var upstream = await Answering(200, "application/json", Message);
        await using var aimux = await RunningAimux.Start(Native(upstream));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages?beta=true")
        {
            Content = RunningAimux.Json(Caller.Body(Caller.Messages, streaming: false)),
        };
        request.Headers.TryAddWithoutValidation("anthropic-version", "2099-01-02");
        request.Headers.TryAddWithoutValidation("anthropic-beta", "made-up-2025-01-01,other-2026-02-02");
        request.Headers.TryAddWithoutValidation("x-api-key", "callers-own");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer callers-own");
        request.Headers.TryAddWithoutValidation("x-unknown", "kept");

        using var answer = await aimux.Data.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var headers = upstream.Requests.Single().Headers;
        Assert.Equal("2099-01-02", headers["anthropic-version"]);
        Assert.Equal("made-up-2025-01-01,other-2026-02-02", headers["anthropic-beta"]);
        Assert.Equal("kept", headers["x-unknown"]);
        Assert.Equal(Some.Secret("one/a"), headers["x-api-key"]);
        Assert.DoesNotContain(
            headers.Values,
            value => value.ToString().Contains("callers-own", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Anthropics_headers_stay_here_where_chat_is_spoken()
    {
        await using var upstream = await Answering(
            200,
            "application/json",
            """{"id":"c","object":"chat.completion","created":1,"model":"demo","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}"""
        );
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages")
        {
            Content = RunningAimux.Json(Caller.Body(Caller.Messages, streaming: false)),
        };
        request.Headers.TryAddWithoutValidation("anthropic-version", "2023-06-01");
        request.Headers.TryAddWithoutValidation("anthropic-beta", "made-up-2025-01-01");
        request.Headers.TryAddWithoutValidation("x-api-key", "callers-own");

        using var answer = await aimux.Data.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var received = upstream.Requests.Single();
        Assert.Equal("/v1/chat/completions", received.Path);
        Assert.DoesNotContain(
            received.Headers.Keys,
            name => name.StartsWith("anthropic-", StringComparison.OrdinalIgnoreCase) || name == "x-api-key"
        );
        Assert.Equal("Bearer " + Some.Secret("one/a"), (string?)received.Headers["Authorization"]);
    }

    private static Task<ScriptedUpstream> Answering(int status, string type, string body) =>
        ScriptedUpstream.Start(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body, Cancellation);
        });

    /// <summary>A provider that speaks Messages and Responses beside chat.</summary>
    private static ProviderDefinition Native(ScriptedUpstream upstream) =>
        Some.Provider("one", upstream.BaseUrl) with
        {
            MessagesUrl = upstream.BaseUrl.ToString(),
            Responses = true,
        };
}
