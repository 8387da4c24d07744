using System.Net;
using System.Text.Json.Nodes;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Configuration;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Translation;

/// <summary>What a provider is said to speak may not be so, and may change.</summary>
public sealed class MissingProtocolTests
{
    private const string ChatAnswer =
        """{"id":"c","model":"demo","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("404 page not found", 404)]
    [InlineData("<html><title>Not here</title></html>", 405)]
    [InlineData("""{"error":{"message":"Invalid URL (POST /v1/messages)"}}""", 404)]
    public async Task A_provider_without_the_callers_protocol_is_asked_in_chat_with_the_same_key(
        string body,
        int status
    )
    {
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            var chats = context.Request.Path.Value!.EndsWith("/chat/completions", StringComparison.Ordinal);
            context.Response.StatusCode = chats ? 200 : status;
            return context.Response.WriteAsync(chats ? ChatAnswer : body, Cancellation);
        });
        await using var aimux = await RunningAimux.Start(
            Some.Provider("one", upstream.BaseUrl) with
            {
                MessagesUrl = upstream.BaseUrl.ToString(),
            }
        );

        foreach (var attempts in new[] { "2", "1" })
        {
            using var answer = await aimux.Post(Caller.Messages, Caller.Body(Caller.Messages, streaming: false));

            Assert.Equal("Hi", await Caller.TextOf(Caller.Messages, answer, streaming: false));
            Assert.Equal(attempts, answer.Headers.GetValues("x-aimux-attempts").Single());
        }

        using var chat = await aimux.Chat(Some.ChatBody);
        Assert.Equal(HttpStatusCode.OK, chat.StatusCode);
    }

    [Fact]
    public async Task A_missing_model_is_a_missing_model_in_messages_too()
    {
        const string missing = """{"type":"error","error":{"type":"not_found_error","message":"model: demo"}}""";
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync(missing, Cancellation);
        });
        await using var aimux = await RunningAimux.Start(
            Some.Provider("one", upstream.BaseUrl) with
            {
                MessagesUrl = upstream.BaseUrl.ToString(),
            }
        );

        using var answer = await aimux.Post(Caller.Messages, Caller.Body(Caller.Messages, streaming: false));

        Assert.Equal(missing, await answer.Content.ReadAsStringAsync(Cancellation));
        var decision = await aimux.Decision(answer);
        Assert.Equal(nameof(AttemptOutcome.ModelNotFound), (string)decision["attempts"]![0]!["end"]!["outcome"]!);
    }

    [Fact]
    public async Task A_reload_changes_where_and_how_a_provider_is_asked()
    {
        await using var old = await Speaking.Start(Speaking.ChatAndMessages, name: "old");
        await using var anew = await Speaking.Start(Speaking.Messages, name: "new");
        var provider = Some.Provider(old);
        await using var aimux = await RunningAimux.Start(provider with { MessagesUrl = old.BaseUrl.ToString() });
        using (await aimux.Post(Caller.Messages, Caller.Body(Caller.Messages, streaming: false))) { }

        await Replace(
            aimux,
            provider with
            {
                MessagesUrl = anew.BaseUrl.ToString(),
                Quirks = [new BodyQuirk("temperature", QuirkAction.Clamp, "0..0.5")],
            }
        );
        var body = Caller.Body(Caller.Messages, streaming: false, "\"temperature\":1,");
        using var answer = await aimux.Post(Caller.Messages, body);

        Assert.StartsWith(
            "Hello from the simulated provider new.",
            await Caller.TextOf(Caller.Messages, answer, streaming: false),
            StringComparison.Ordinal
        );
        Assert.Equal(0.5, (double)Speaking.Asked(anew)["temperature"]!);
        var decision = await aimux.EndedDecision(answer);
        Assert.Equal(["temperature"], Paths(decision["attempts"]![0]!["changed"]!));
    }

    [Fact]
    public async Task What_cannot_be_said_elsewhere_waits_for_who_can_but_rests()
    {
        const string busy = """{"type":"error","error":{"type":"rate_limit_error","message":"slow down"}}""";
        await using var native = await ScriptedUpstream.Start(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "60";
            return context.Response.WriteAsync(busy, Cancellation);
        });
        await using var chat = await Speaking.Start(Speaking.Chat, name: "two");
        await using var aimux = await RunningAimux.Start(
            Some.Provider("one", native.BaseUrl) with
            {
                Dialect = Dialect.Anthropic,
            },
            Speaking.Provider(chat)
        );
        const string document =
            """{"model":"demo","max_tokens":9,"messages":[{"role":"user","content":[{"type":"document","source":{"type":"url","url":"https://example.test/a.pdf"}}]}]}""";

        for (var i = 0; i < 2; i++)
        {
            using var answer = await aimux.Post(Caller.Messages, document);
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        }

        Assert.Empty(Speaking.Requests(chat));
    }

    [Fact]
    public async Task What_only_the_missing_protocol_can_say_is_asked_in_it_again()
    {
        const string stored =
            """{"id":"resp_2","object":"response","status":"completed","model":"demo","output":[{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Hi"}]}]}""";
        var missing = true;
        await using var upstream = await ScriptedUpstream.Start(context =>
        {
            var chats = context.Request.Path.Value!.EndsWith("/chat/completions", StringComparison.Ordinal);
            context.Response.StatusCode = missing && !chats ? 404 : 200;
            return context.Response.WriteAsync(
                missing && !chats ? ""
                    : chats ? ChatAnswer
                    : stored,
                Cancellation
            );
        });
        await using var aimux = await RunningAimux.Start(
            Some.Provider("one", upstream.BaseUrl) with
            {
                Responses = true,
            }
        );
        using (var first = await aimux.Post(Caller.Responses, Caller.Body(Caller.Responses, streaming: false)))
        {
            Assert.Equal("Hi", await Caller.TextOf(Caller.Responses, first, streaming: false));
        }

        missing = false;
        var body = Caller.Body(Caller.Responses, streaming: false, "\"previous_response_id\":\"resp_1\",");
        using var answer = await aimux.Post(Caller.Responses, body);

        Assert.Equal(stored, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Work_that_says_nothing_yet_is_progress()
    {
        const string done =
            """{"type":"response.completed","response":{"id":"r","status":"completed","output":[{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Hi"}]}]}}""";
        await using var upstream = await ScriptedUpstream.Start(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await Send("response.output_text.delta", """{"type":"response.output_text.delta","delta":"Hi"}""");
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            for (var i = 0; i < 20; i++)
            {
                await tick.WaitForNextTickAsync(Cancellation);
                await Send(
                    "response.web_search_call.searching",
                    """{"type":"response.web_search_call.searching","item_id":"ws_1","output_index":1,"sequence_number":9}"""
                );
            }

            await Send("response.completed", done);

            async Task Send(string name, string data)
            {
                await context.Response.WriteAsync($"event: {name}\ndata: {data}\n\n", Cancellation);
                await context.Response.Body.FlushAsync(Cancellation);
            }
        });
        await using var aimux = await RunningAimux.Start(
            Some.Provider("one", upstream.BaseUrl) with
            {
                Responses = true,
                Timeouts = ProviderTimeouts.Default with { Idle = TimeSpan.FromMilliseconds(1_000) },
            }
        );

        using var answer = await aimux.PostStreamed(Caller.Responses, Caller.Body(Caller.Responses, streaming: true));

        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains(done, text, StringComparison.Ordinal);
        Assert.DoesNotContain("event: error", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_nobody_could_fetch_is_not_ordered()
    {
        await using var one = await Speaking.Start(Speaking.ChatAndResponses);
        await using var aimux = await RunningAimux.Start(Speaking.Provider(one));

        using var answer = await aimux.Post(
            Caller.Responses,
            Caller.Body(Caller.Responses, streaming: false, "\"background\":true,")
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("background", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(Speaking.Requests(one));
    }

    [Fact]
    public async Task Pings_prove_a_connection_and_no_progress()
    {
        await using var upstream = await ScriptedUpstream.Start(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(
                """
                event: message_start
                data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"demo","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":0}}}

                event: content_block_start
                data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"half"}}


                """,
                Cancellation
            );
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (await tick.WaitForNextTickAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync("event: ping\ndata: {\"type\":\"ping\"}\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
        await using var aimux = await RunningAimux.Start(
            Some.Provider("one", upstream.BaseUrl) with
            {
                Dialect = Dialect.Anthropic,
                Timeouts = ProviderTimeouts.Default with { Idle = TimeSpan.FromMilliseconds(300) },
            }
        );

        using var answer = await aimux.PostStreamed(Caller.Messages, Caller.Body(Caller.Messages, streaming: true));

        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("half", text, StringComparison.Ordinal);
        Assert.EndsWith(
            "fell silent in the middle of its answer.\"",
            text[..(text.LastIndexOf("answer.\"", StringComparison.Ordinal) + 8)],
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("message_stop", text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Paths(JsonNode paths) => paths.AsArray().Select(path => (string)path!);

    private static Task Replace(RunningAimux aimux, params ProviderDefinition[] providers)
    {
        var secrets = providers
            .SelectMany(provider => provider.Keys)
            .ToDictionary(key => key.Id, key => new ApiSecret(Some.Secret(key.Id)), StringComparer.Ordinal);
        return aimux
            .Services.GetRequiredService<CatalogLoader>()
            .Replace(new ConfiguredProviders([.. providers], secrets, null, []), Cancellation);
    }
}
