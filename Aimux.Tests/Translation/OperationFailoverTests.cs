using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Translation;

/// <summary>Failover of what is no conversation.</summary>
public sealed class OperationFailoverTests
{
    private const string Chat =
        """{"id":"c","object":"chat.completion","created":1,"model":"demo","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}""";

    private const string Vectors =
        """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5, 1]}],"model":"demo","usage":{"prompt_tokens":1,"total_tokens":1}}""";

    private const string Embed = """{"model":"demo","input":"x"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task A_provider_that_lacks_embeddings_is_passed_over_and_still_chats(int status)
    {
        await using var one = await ScriptedUpstream.Start(context =>
            Answer(context, IsChat(context) ? 200 : status, IsChat(context) ? Chat : "no such page")
        );
        await using var two = await ScriptedUpstream.Start(context =>
            Answer(context, IsChat(context) ? 500 : 200, IsChat(context) ? "{}" : Vectors)
        );
        await using var aimux = await RunningAimux.Start(
            Some.Provider("one", one.BaseUrl),
            Some.Provider("two", two.BaseUrl)
        );

        using var vectors = await Post(aimux, "/v1/embeddings", Embed);
        using var chat = await aimux.Chat(Some.ChatBody);

        Assert.Equal(HttpStatusCode.OK, vectors.StatusCode);
        Assert.Equal(Vectors, await vectors.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("two", vectors.Headers.GetValues("x-aimux-provider").Single());
        var attempts = (await aimux.EndedDecision(vectors))["attempts"]!.AsArray();
        Assert.Equal("NotOffered", (string?)attempts[0]!["end"]!["outcome"]);
        Assert.Equal(HttpStatusCode.OK, chat.StatusCode);
        Assert.Equal("one", chat.Headers.GetValues("x-aimux-provider").Single());
    }

    [Fact]
    public async Task Embeddings_fail_over_to_the_same_model_and_never_to_another()
    {
        await using var one = await ScriptedUpstream.Start(context => Answer(context, 500, "{}"));
        await using var two = await ScriptedUpstream.Start(context => Answer(context, 200, Vectors));
        await using var three = await ScriptedUpstream.Start(context => Answer(context, 200, Vectors));
        var providers = new[]
        {
            Some.Provider("one", one.BaseUrl),
            Some.Provider("two", two.BaseUrl),
            Some.Provider("three", three.BaseUrl),
        };
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(providers)
            {
                Routes =
                [
                    new ModelRoute("vectors", [new("one", "small"), new("two", "large")]),
                    new ModelRoute("same", [new("one", "small"), new("two", "large"), new("three", "small")]),
                ],
            }
        );

        using var alone = await Post(aimux, "/v1/embeddings", """{"model":"vectors","input":"x"}""");
        using var again = await Post(aimux, "/v1/embeddings", """{"model":"same","input":"x"}""");

        Assert.Equal(HttpStatusCode.BadGateway, alone.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("three", again.Headers.GetValues("x-aimux-provider").Single());
        Assert.Empty(Asked(two));
        Assert.Equal("""{"model":"small","input":"x"}""", Encoding.UTF8.GetString(Asked(three).Single().Body));
    }

    [Fact]
    public async Task A_recording_arrives_unharmed_at_the_second_provider_under_its_name_of_the_model()
    {
        await using var one = await ScriptedUpstream.Start(context => Answer(context, 500, "{}"));
        await using var two = await ScriptedUpstream.Start(context => Answer(context, 200, """{"text":"Hello."}"""));
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider("one", one.BaseUrl), Some.Provider("two", two.BaseUrl))
            {
                Routes = [new ModelRoute("ears", [new("one", "whisper-1"), new("two", "org/whisper-large")])],
            }
        );
        var sound = new byte[300_000];
        new Random(7).NextBytes(sound);
        // What would end a part if it were searched for in the wrong place.
        "\r\n--other\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nnone\r\n"u8.CopyTo(sound.AsSpan(1000));
        using var form = new MultipartFormDataContent("the-boundary")
        {
            {
                new ByteArrayContent(sound) { Headers = { ContentType = new("audio/wav") } },
                "file",
                "a \u00e9.wav"
            },
            { new StringContent("ears"), "model" },
            { new StringContent("de"), "language" },
        };
        var sent = await form.ReadAsByteArrayAsync(Cancellation);
        using var content = new ByteArrayContent(sent);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=\"the-boundary\"");

        using var answer = await aimux.Data.PostAsync("/v1/audio/transcriptions", content, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"text":"Hello."}""", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("two", answer.Headers.GetValues("x-aimux-provider").Single());
        Assert.Equal(Renamed(sent, "whisper-1"), Asked(one)[0].Body);
        Assert.Equal(Renamed(sent, "org/whisper-large"), Assert.Single(Asked(two)).Body);
        Assert.Equal(content.Headers.ContentType!.ToString(), (string?)Asked(two)[0].Headers["Content-Type"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_text_is_completed_by_the_second_provider(bool streaming)
    {
        await using var one = await Speaking.Start(Speaking.Chat, Sdk.Failing.By("ServerError"));
        await using var two = await Speaking.Start(Speaking.Chat, name: "two");
        await using var aimux = await RunningAimux.Start(Speaking.Provider(one), Speaking.Provider(two));

        using var answer = await Post(
            aimux,
            "/v1/completions",
            $$"""{"model":"demo","prompt":"Hello","stream":{{(streaming ? "true" : "false")}}}"""
        );
        var body = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("two", answer.Headers.GetValues("x-aimux-provider").Single());
        if (streaming)
        {
            Assert.EndsWith("data: [DONE]\n\n", body, StringComparison.Ordinal);
        }
        else
        {
            Assert.StartsWith(
                "Hello from the simulated provider two.",
                (string?)JsonNode.Parse(body)!["choices"]![0]!["text"],
                StringComparison.Ordinal
            );
        }
    }

    private static bool IsChat(HttpContext context) =>
        context.Request.Path.Value!.EndsWith("/chat/completions", StringComparison.Ordinal);

    private static Task Answer(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body, Cancellation);
    }

    private static Task<HttpResponseMessage> Post(RunningAimux aimux, string path, string body) =>
        aimux.Data.PostAsync(path, RunningAimux.Json(body), Cancellation);

    /// <summary>What it was asked to do; not who looked at its models.</summary>
    private static ScriptedUpstream.Received[] Asked(ScriptedUpstream upstream) =>
        [.. upstream.Requests.Where(request => !request.Path.EndsWith("/models", StringComparison.Ordinal))];

    private static byte[] Renamed(byte[] form, string model)
    {
        var at = form.AsSpan().LastIndexOf("ears"u8);
        return [.. form[..at], .. Encoding.UTF8.GetBytes(model), .. form[(at + 4)..]];
    }
}
