using System.Net;
using System.Text.Json;
using Aimux.Silo.Simulation;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Simulation;

public sealed class SimulatedMessagesTests
{
    public const string Hello = """{"model":"demo","max_tokens":1000,"messages":[{"role":"user","content":"hi"}]}""";
    public const string Path = "/anthropic/v1/messages?beta=true";

    [Fact]
    public async Task A_whole_answer_has_the_wire_shape_and_usage()
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(OutputTokens: 5));
        var response = await client.Post(Path, Hello);
        var body = await SimulationClient.Json(response);

        Assert.StartsWith("req_", SimulationClient.Header(response, "request-id"), StringComparison.Ordinal);
        Assert.Null(SimulationClient.Header(response, "x-request-id"));
        Assert.Equal(
            ["id", "type", "role", "model", "content", "stop_reason", "stop_sequence", "usage"],
            body.EnumerateObject().Select(member => member.Name)
        );
        Assert.StartsWith("msg_", body.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("message", SimulationClient.TypeOf(body));
        Assert.Equal("assistant", body.GetProperty("role").GetString());
        Assert.Equal("demo", body.GetProperty("model").GetString());
        var block = Assert.Single(body.GetProperty("content").EnumerateArray().ToArray());
        Assert.Equal("""{"type":"text","text":"Hello from the simulated provider"}""", block.GetRawText());
        Assert.Equal("end_turn", body.GetProperty("stop_reason").GetString());
        Assert.Equal(
            $$"""{"input_tokens":{{Hello.Length / 4}},"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":5}""",
            body.GetProperty("usage").GetRawText()
        );
        Assert.Equal(1, client.Provider.Stats.Snapshot().RequestsPerPath["messages"]);
    }

    [Fact]
    public async Task A_stream_tells_its_events_in_order()
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(OutputTokens: 3));
        var events = await SimulationClient.NamedEvents(await client.Post(Path, Streamed(Hello)));
        Assert.Equal(
            [
                "message_start",
                "ping",
                "content_block_start",
                "content_block_delta",
                "content_block_delta",
                "content_block_delta",
                "content_block_stop",
                "message_delta",
                "message_stop",
            ],
            events.Select(SimulationClient.TypeOf)
        );
        var message = events[0].GetProperty("message");
        Assert.Equal(JsonValueKind.Null, message.GetProperty("stop_reason").ValueKind);
        Assert.Equal(0, message.GetProperty("content").GetArrayLength());
        Assert.Equal(1, message.GetProperty("usage").GetProperty("output_tokens").GetInt32());
        Assert.Equal(
            "Hello from the",
            string.Concat(events[3..6].Select(delta => delta.GetProperty("delta").GetProperty("text").GetString()))
        );
        Assert.Equal("end_turn", events[^2].GetProperty("delta").GetProperty("stop_reason").GetString());
        Assert.Equal(3, events[^2].GetProperty("usage").GetProperty("output_tokens").GetInt32());
        Assert.Equal(1, client.Provider.Stats.Snapshot().Succeeded);
    }

    [Theory]
    [InlineData("""{"type":"enabled","budget_tokens":1024}""", true)]
    [InlineData("""{"type":"adaptive"}""", true)]
    [InlineData("""{"type":"disabled"}""", false)]
    public async Task Thinking_comes_before_the_text_and_is_signed(string thinking, bool thinks)
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(OutputTokens: 2));
        var request = Hello.Insert(1, $"\"thinking\":{thinking},");
        var content = (await SimulationClient.Json(await client.Post(Path, request))).GetProperty("content");
        var blocks = Blocks(await SimulationClient.NamedEvents(await client.Post(Path, Streamed(request))));
        Assert.Equal(
            thinks ? ["thinking", "text"] : ["text"],
            content.EnumerateArray().Select(SimulationClient.TypeOf)
        );
        Assert.Equal(thinks ? 2 : 1, blocks.Count);
        if (thinks)
        {
            Assert.NotEmpty(content[0].GetProperty("thinking").GetString()!);
            Assert.NotEmpty(content[0].GetProperty("signature").GetString()!);
            var deltas = blocks[0].Skip(1).SkipLast(1).Select(part => part.GetProperty("delta")).ToArray();
            Assert.All(deltas[..^1], delta => Assert.Equal("thinking_delta", SimulationClient.TypeOf(delta)));
            Assert.Equal("signature_delta", SimulationClient.TypeOf(deltas[^1]));
        }
    }

    [Theory]
    [InlineData(1, "max_tokens", 1)]
    [InlineData(10, "max_tokens", 2)]
    [InlineData(1000, "end_turn", 2)]
    public async Task Too_few_tokens_cut_the_answer_short(int most, string reason, int blocks)
    {
        await using var client = await SimulationClient.Start();
        var request = $$"""
            {"model":"demo","max_tokens":{{most}},"thinking":{"type":"adaptive"},"messages":[{"role":"user","content":"hi"}]}
            """;
        var answer = await SimulationClient.Json(await client.Post(Path, request));
        Assert.Equal(reason, answer.GetProperty("stop_reason").GetString());
        Assert.Equal(blocks, answer.GetProperty("content").GetArrayLength());
        Assert.Equal(Math.Min(most, 32), answer.GetProperty("usage").GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task Cached_tokens_are_no_part_of_the_input_but_of_a_chats_prompt()
    {
        await using var client = await SimulationClient.Start(
            new SimulatedProviderSettings(CacheReadTokens: 5, CacheCreationTokens: 3)
        );
        var events = await SimulationClient.NamedEvents(await client.Post(Path, Streamed(Hello)));
        var usage = events[0].GetProperty("message").GetProperty("usage");
        Assert.Equal(Streamed(Hello).Length / 4 - 8, usage.GetProperty("input_tokens").GetInt32());
        Assert.Equal(5, usage.GetProperty("cache_read_input_tokens").GetInt32());
        Assert.Equal(3, usage.GetProperty("cache_creation_input_tokens").GetInt32());
        var chat = await SimulationClient.Json(await client.Chat(SimulationClient.Hello));
        Assert.Equal(
            5,
            chat.GetProperty("usage").GetProperty("prompt_tokens_details").GetProperty("cached_tokens").GetInt32()
        );
    }

    [Fact]
    public async Task A_structured_answer_fits_its_schema()
    {
        await using var client = await SimulationClient.Start();
        var request = Hello.Insert(
            1,
            """
            "output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{"n":{"type":"integer"}}}}},
            """
        );
        var answer = await SimulationClient.Json(await client.Post(Path, request));
        Assert.Equal("""{"n":1}""", answer.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("{", 400, "invalid_request_error", "JSON")]
    [InlineData("[]", 400, "invalid_request_error", "object")]
    [InlineData(
        """{"max_tokens":5,"messages":[{"role":"user","content":"a"}]}""",
        400,
        "invalid_request_error",
        "model: "
    )]
    [InlineData(
        """{"model":"demo","messages":[{"role":"user","content":"a"}]}""",
        400,
        "invalid_request_error",
        "max_tokens: "
    )]
    [InlineData("""{"model":"demo","max_tokens":5}""", 400, "invalid_request_error", "messages: ")]
    [InlineData("""{"model":"demo","max_tokens":5,"messages":[]}""", 400, "invalid_request_error", "messages: ")]
    [InlineData("""{"model":"demo","max_tokens":0,"messages":[{}]}""", 400, "invalid_request_error", "max_tokens: ")]
    [InlineData(
        """{"model":"demo","max_tokens":5,"messages":[{"role":"tool","content":"a"}]}""",
        400,
        "invalid_request_error",
        "messages.0.role: "
    )]
    [InlineData(
        """{"model":"demo","max_tokens":5,"messages":[{"role":"user"}]}""",
        400,
        "invalid_request_error",
        "messages.0.content: "
    )]
    [InlineData(
        """{"model":"demo","max_tokens":5,"thinking":{"type":"enabled"},"messages":[{"role":"user","content":"a"}]}""",
        400,
        "invalid_request_error",
        "thinking."
    )]
    [InlineData(
        """{"model":"demo","max_tokens":5,"messages":[{"role":"\ud800","content":"a"}]}""",
        400,
        "invalid_request_error",
        "JSON"
    )]
    [InlineData(
        """{"model":"other","max_tokens":5,"messages":[{"role":"user","content":"a"}]}""",
        404,
        "not_found_error",
        "model: other"
    )]
    public async Task A_bad_request_is_refused_in_anthropics_shape(string body, int status, string type, string text)
    {
        await using var client = await SimulationClient.Start();
        var response = await client.Post(Path, body);
        await AssertError(response, status, type, text);
        Assert.Equal(1, client.Provider.Stats.Snapshot().Rejected);
    }

    [Fact]
    public async Task The_key_comes_as_x_api_key_or_bearer()
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(ApiKeys: ["good"]));
        await SimulationClient.Json(await client.Post(Path, Hello, key: "good"));
        await SimulationClient.Json(await client.Send(HttpMethod.Post, Path, Hello, null, null, ("x-api-key", "good")));
        await AssertError(await client.Post(Path, Hello, key: "bad"), 401, "authentication_error", "key");
        await AssertError(await client.Post(Path, Hello), 401, "authentication_error", "key");
        // A chat takes no other header than OpenAI's.
        var chat = await client.Send(
            HttpMethod.Post,
            "/v1/chat/completions",
            SimulationClient.Hello,
            null,
            null,
            ("x-api-key", "good")
        );
        Assert.Equal(HttpStatusCode.Unauthorized, chat.StatusCode);
        Assert.Equal(2, client.Provider.Stats.Snapshot().RequestsPerKey["good"]);
    }

    [Fact]
    public async Task Limits_are_told_in_anthropics_headers()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var client = await SimulationClient.Start(
            new SimulatedProviderSettings(RequestsPerMinute: 1, TokensPerMinute: 1000),
            time
        );
        using var admitted = await client.Post(Path, Hello);
        Assert.Equal("1", SimulationClient.Header(admitted, "anthropic-ratelimit-requests-limit"));
        Assert.Equal("0", SimulationClient.Header(admitted, "anthropic-ratelimit-requests-remaining"));
        Assert.Equal("2026-01-02T03:05:05Z", SimulationClient.Header(admitted, "anthropic-ratelimit-requests-reset"));
        Assert.Equal("1000", SimulationClient.Header(admitted, "anthropic-ratelimit-tokens-limit"));
        Assert.Null(SimulationClient.Header(admitted, "x-ratelimit-limit-requests"));

        using var refused = await client.Post(Path, Hello);
        await AssertError(refused, 429, "rate_limit_error", "requests");
        Assert.Equal("60", SimulationClient.Header(refused, "retry-after"));
        Assert.Null(SimulationClient.Header(refused, "retry-after-ms"));
        Assert.Equal(1, client.Provider.Stats.Snapshot().RateLimited);
    }

    [Fact]
    public async Task Tokens_are_counted_where_the_provider_has_that()
    {
        const string count = "/v1/messages/count_tokens?beta=true";
        const string body = """{"model":"demo","messages":[{"role":"user","content":"hi"}]}""";
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(RequestsPerMinute: 1));
        for (var i = 0; i < 3; i++)
        {
            var counted = await SimulationClient.Json(await client.Post(count, body));
            Assert.Equal($$"""{"input_tokens":{{body.Length / 4}}}""", counted.GetRawText());
        }

        await AssertError(await client.Post(count, """{"model":"demo"}"""), 400, "invalid_request_error", "messages");
        await AssertError(await client.Post(count, body, "fault=overloaded"), 529, "overloaded_error", "Overloaded");
        client.Provider.Settings = client.Provider.Settings with { CountTokens = false };
        await SimulationClient.Json(await client.Post(count, body), HttpStatusCode.NotFound);
        await SimulationClient.Json(await client.Post(Path, Hello));
        Assert.Equal(6, client.Provider.Stats.Snapshot().RequestsPerPath["count_tokens"]);
    }

    [Fact]
    public async Task The_first_token_comes_at_its_time()
    {
        var time = new FakeTimeProvider();
        await using var client = await SimulationClient.Start(
            new SimulatedProviderSettings(TimeToFirstTokenMs: 5000, TokensPerSecond: 1, OutputTokens: 2),
            time
        );
        var pending = client.Post(Path, Streamed(Hello));
        await client.StatsWhen(stats => stats.GetProperty("in_flight").GetInt64() == 1);
        Assert.False(pending.IsCompleted);
        var events = ReadAll(pending);
        while (!events.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal("message_stop", SimulationClient.TypeOf((await events)[^1]));

        static async Task<JsonElement[]> ReadAll(Task<HttpResponseMessage> pending) =>
            await SimulationClient.NamedEvents(await pending);
    }

    internal static string Streamed(string request) => request.Insert(1, "\"stream\":true,");

    /// <summary>The events of each block, in the order they were told: begun, deltas, ended.</summary>
    internal static List<List<JsonElement>> Blocks(JsonElement[] events)
    {
        var blocks = new List<List<JsonElement>>();
        var open = false;
        foreach (var told in events.Where(told => told.TryGetProperty("index", out _)))
        {
            switch (SimulationClient.TypeOf(told))
            {
                case "content_block_start":
                    Assert.False(open);
                    Assert.Equal(blocks.Count, told.GetProperty("index").GetInt32());
                    blocks.Add([]);
                    open = true;
                    break;
                case "content_block_stop":
                    Assert.True(open);
                    open = false;
                    break;
                default:
                    Assert.True(open);
                    break;
            }

            Assert.Equal(blocks.Count - 1, told.GetProperty("index").GetInt32());
            blocks[^1].Add(told);
        }

        Assert.False(open);
        return blocks;
    }

    internal static async Task AssertError(HttpResponseMessage response, int status, string type, string text)
    {
        var error = await SimulationClient.Json(response, (HttpStatusCode)status);
        Assert.Equal("error", SimulationClient.TypeOf(error));
        Assert.Equal(type, SimulationClient.TypeOf(error.GetProperty("error")));
        Assert.Contains(text, SimulationClient.Message(error), StringComparison.Ordinal);
        Assert.Equal(SimulationClient.Header(response, "request-id"), error.GetProperty("request_id").GetString());
    }
}
