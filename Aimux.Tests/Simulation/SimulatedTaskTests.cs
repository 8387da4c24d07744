using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Aimux.Silo.Simulation;
using Xunit;

namespace Aimux.Tests.Simulation;

/// <summary>What the simulated provider does beside conversations.</summary>
public sealed class SimulatedTaskTests
{
    [Fact]
    public async Task Texts_are_completed_whole_and_streamed()
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(OutputTokens: 3));
        var whole = await SimulationClient.Json(
            await client.Post("/v1/completions", """{"model":"demo","prompt":["a","b"]}""")
        );
        Assert.Equal("text_completion", whole.GetProperty("object").GetString());
        Assert.Equal(
            ["Hello from the", "Hello from the"],
            whole.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("text").GetString())
        );
        Assert.Equal(6, whole.GetProperty("usage").GetProperty("completion_tokens").GetInt32());

        var chunks = await SimulationClient.Chunks(
            await client.Post(
                "/v1/completions",
                """{"model":"demo","prompt":"a","max_tokens":2,"stream":true,"stream_options":{"include_usage":true}}"""
            )
        );
        Assert.Equal(
            "Hello from",
            string.Concat(chunks[..^1].Select(chunk => chunk.GetProperty("choices")[0].GetProperty("text").GetString()))
        );
        Assert.Equal("length", chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(2, chunks[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        AssertCounted(client, "completions", 2);
    }

    [Fact]
    public async Task Texts_are_moderated_one_by_one()
    {
        await using var client = await SimulationClient.Start();
        var body = await SimulationClient.Json(await client.Post("/v1/moderations", """{"input":["a","b"]}"""));
        var results = body.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(2, results.Length);
        Assert.All(results, result => Assert.False(result.GetProperty("flagged").GetBoolean()));
        Assert.All(results, result => Assert.False(result.GetProperty("categories").GetProperty("hate").GetBoolean()));
        AssertCounted(client, "moderations", 1);
    }

    [Fact]
    public async Task Documents_are_ordered_by_the_words_they_share_with_the_query()
    {
        await using var client = await SimulationClient.Start();
        var body = await SimulationClient.Json(
            await client.Post(
                "/v1/rerank",
                """{"model":"demo","query":"red green","documents":["blue",{"text":"green"},"a red, green one"],"top_n":2,"return_documents":true}"""
            )
        );
        Assert.Equal(
            """[{"index":2,"relevance_score":1,"document":{"text":"a red, green one"}},{"index":1,"relevance_score":0.5,"document":{"text":"green"}}]""",
            body.GetProperty("results").GetRawText()
        );
        AssertCounted(client, "rerank", 1);
    }

    [Fact]
    public async Task Images_are_pictures()
    {
        await using var client = await SimulationClient.Start();
        var body = await SimulationClient.Json(
            await client.Post("/v1/images/generations", """{"prompt":"a cat","n":2}""")
        );
        var images = body.GetProperty("data").EnumerateArray().ToArray();
        Assert.Equal(2, images.Length);
        var png = images[0].GetProperty("b64_json").GetBytesFromBase64();
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        Assert.Equal("IEND", Encoding.ASCII.GetString(png[^8..^4]));
        AssertCounted(client, "images", 1);
    }

    [Theory]
    [InlineData("", "audio/mpeg", 8340)]
    [InlineData(""","response_format":"wav" """, "audio/wav", 8044)]
    [InlineData(""","response_format":"pcm" """, "audio/pcm", 8000)]
    public async Task Speech_is_bytes(string format, string type, int length)
    {
        await using var client = await SimulationClient.Start();
        using var response = await client.Post(
            "/v1/audio/speech",
            $$"""{"model":"demo","input":"hi","voice":"alloy"{{format}}}"""
        );
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        var sound = await response.Content.ReadAsByteArrayAsync(SimulationClient.Token);
        Assert.Equal(length, sound.Length);
        AssertCounted(client, "speech", 1);
    }

    [Fact]
    public async Task Sound_is_transcribed_from_a_form()
    {
        await using var client = await SimulationClient.Start();
        var told = await SimulationClient.Json(
            await client.SendContent("/v1/audio/transcriptions", Form("demo", "json"))
        );
        Assert.StartsWith("Hello", told.GetProperty("text").GetString(), StringComparison.Ordinal);
        using var plain = await client.SendContent("/v1/audio/transcriptions", Form("demo", "text"));
        Assert.Equal("text/plain", plain.Content.Headers.ContentType?.MediaType);
        await Refused(client.SendContent("/v1/audio/transcriptions", Form(null, "json")), 400);
        await Refused(client.SendContent("/v1/audio/transcriptions", Form("other", "json")), 404);
        await Refused(client.Post("/v1/audio/transcriptions", "{}"), 400);
        AssertCounted(client, "transcriptions", 5, succeeded: 2);
    }

    [Theory]
    [InlineData("/v1/completions", """{"model":"demo"}""", 400)]
    [InlineData("/v1/completions", """{"model":"other","prompt":"a"}""", 404)]
    [InlineData("/v1/moderations", "{}", 400)]
    [InlineData("/v1/rerank", """{"model":"demo","query":"a"}""", 400)]
    [InlineData("/v1/images/generations", """{"prompt":"a","n":11}""", 400)]
    [InlineData("/v1/images/generations", "{}", 400)]
    [InlineData("/v1/audio/speech", """{"model":"demo","input":"a"}""", 400)]
    [InlineData("/v1/audio/speech", """{"model":"demo","input":"a","voice":"b","response_format":"x"}""", 400)]
    public async Task A_bad_request_is_refused(string path, string body, int status)
    {
        await using var client = await SimulationClient.Start();
        await Refused(client.Post(path, body), status);
        Assert.Equal(1, client.Provider.Stats.Snapshot().Rejected);
    }

    [Theory]
    [InlineData("/v1/moderations", """{"input":"a"}""")]
    [InlineData("/v1/rerank", """{"model":"demo","query":"a","documents":["a"]}""")]
    [InlineData("/v1/images/generations", """{"prompt":"a"}""")]
    [InlineData("/v1/audio/speech", """{"model":"demo","input":"a","voice":"b"}""")]
    public async Task Faults_strike_and_limits_hold(string path, string body)
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(RequestsPerMinute: 2));
        await Refused(client.Post(path, body, "fault=server_error"), 500);
        using var broken = await client.Post(path, body, "fault=error_in_body");
        Assert.Equal("server_error", SimulationClient.ErrorCode(await SimulationClient.Json(broken)));
        await Refused(client.Post(path, body), 429);
    }

    private static MultipartFormDataContent Form(string? model, string format)
    {
        var file = new ByteArrayContent([1, 2, 3, 13, 10, 4]);
        file.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        var form = new MultipartFormDataContent
        {
            { file, "file", "a.wav" },
            { new StringContent(format), "response_format" },
        };
        if (model is not null)
        {
            form.Add(new StringContent(model), "model");
        }

        return form;
    }

    private static async Task Refused(Task<HttpResponseMessage> asked, int status)
    {
        var error = await SimulationClient.Json(await asked, (HttpStatusCode)status);
        Assert.NotEmpty(SimulationClient.Message(error));
    }

    private static void AssertCounted(SimulationClient client, string path, int requests, int? succeeded = null)
    {
        var stats = client.Provider.Stats.Snapshot();
        Assert.Equal(requests, stats.RequestsPerPath[path]);
        Assert.Equal((requests, succeeded ?? requests), (stats.Requests, stats.Succeeded));
    }
}
