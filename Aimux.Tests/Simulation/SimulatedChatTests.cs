using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Aimux.Silo.Simulation;
using Xunit;

namespace Aimux.Tests.Simulation;

public sealed class SimulatedChatTests
{
    [Fact]
    public async Task A_plain_answer_has_the_wire_shape_and_usage()
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(OutputTokens: 5));
        var response = await client.Chat(SimulationClient.Hello);
        var body = await SimulationClient.Json(response);

        Assert.NotNull(response.Content.Headers.ContentLength);
        Assert.StartsWith("req_", Assert.Single(response.Headers.GetValues("x-request-id")), StringComparison.Ordinal);
        Assert.Equal("chat.completion", body.GetProperty("object").GetString());
        Assert.Equal("demo", body.GetProperty("model").GetString());
        var choice = body.GetProperty("choices")[0];
        Assert.Equal(
            "Hello from the simulated provider",
            choice.GetProperty("message").GetProperty("content").GetString()
        );
        Assert.Equal("stop", choice.GetProperty("finish_reason").GetString());
        var usage = body.GetProperty("usage");
        var prompt = SimulationClient.Hello.Length / 4;
        Assert.Equal(prompt, usage.GetProperty("prompt_tokens").GetInt32());
        Assert.Equal(5, usage.GetProperty("completion_tokens").GetInt32());
        Assert.Equal(prompt + 5, usage.GetProperty("total_tokens").GetInt32());
    }

    [Fact]
    public async Task A_stream_tells_the_same_text_as_a_whole_answer()
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(OutputTokens: 100));
        var whole = await SimulationClient.Json(await client.Chat(SimulationClient.Hello));
        var chunks = await SimulationClient.Chunks(await client.Chat(SimulationClient.StreamHello));

        var text = whole.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
        Assert.Contains("test \"one\"", text, StringComparison.Ordinal);
        Assert.Equal(100, text!.Split(' ').Length);
        Assert.Equal(text, SimulationClient.TextOf(chunks));
        Assert.Equal("assistant", SimulationClient.Delta(chunks[0]).GetProperty("role").GetString());
        Assert.Equal("stop", chunks[^1].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(102, chunks.Length);
        Assert.Single(chunks.Select(chunk => chunk.GetProperty("id").GetString()).Distinct());
    }

    [Fact]
    public async Task Usage_ends_a_stream_that_asks_for_it()
    {
        await using var client = await SimulationClient.Start();
        var chunks = await SimulationClient.Chunks(
            await client.Chat(
                """{"model":"demo","stream":true,"stream_options":{"include_usage":true},"max_tokens":3,"messages":[{}]}"""
            )
        );
        Assert.Equal(JsonValueKind.Null, chunks[0].GetProperty("usage").ValueKind);
        Assert.Equal("length", chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(0, chunks[^1].GetProperty("choices").GetArrayLength());
        Assert.Equal(3, chunks[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Several_choices_are_told_apart_by_index()
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(OutputTokens: 2));
        var body = await SimulationClient.Json(await client.Chat("""{"model":"demo","n":3,"messages":[{}]}"""));
        Assert.Equal(
            [0, 1, 2],
            body.GetProperty("choices").EnumerateArray().Select(c => c.GetProperty("index").GetInt32())
        );
        Assert.Equal(6, body.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest, null)]
    [InlineData("[]", HttpStatusCode.BadRequest, null)]
    [InlineData("""{"model":"\ud800","messages":[{}]}""", HttpStatusCode.BadRequest, null)]
    [InlineData(
        """{"model":"demo","messages":[{"role":"user","content":"\ud800"}],"tools":[{"function":{"name":"f"}}]}""",
        HttpStatusCode.BadRequest,
        null
    )]
    [InlineData("""{"model":"demo","messages":[{}]} x""", HttpStatusCode.BadRequest, null)]
    [InlineData("""{"model":"demo"}""", HttpStatusCode.BadRequest, "missing_required_parameter")]
    [InlineData("""{"messages":[{}]}""", HttpStatusCode.BadRequest, null)]
    [InlineData("""{"model":"demo","messages":[{}],"stream":1}""", HttpStatusCode.BadRequest, "invalid_type")]
    [InlineData("""{"model":"demo","messages":[{}],"max_tokens":0}""", HttpStatusCode.BadRequest, "invalid_value")]
    [InlineData("""{"model":"demo","messages":[{}],"n":129}""", HttpStatusCode.BadRequest, "invalid_value")]
    [InlineData("""{"model":"other","messages":[{}]}""", HttpStatusCode.NotFound, "model_not_found")]
    public async Task A_bad_request_is_refused_in_the_error_shape(string body, HttpStatusCode status, string? code)
    {
        await using var client = await SimulationClient.Start();
        var response = await client.Chat(body);
        var error = await SimulationClient.Json(response, status);
        Assert.Equal(code, SimulationClient.ErrorCode(error));
        Assert.Equal("invalid_request_error", error.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(1, client.Provider.Stats.Snapshot().Rejected);
    }

    [Fact]
    public async Task A_key_that_is_not_among_the_keys_is_refused()
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(ApiKeys: ["good"]));
        Assert.Equal(
            "invalid_api_key",
            SimulationClient.ErrorCode(
                await SimulationClient.Json(
                    await client.Chat(SimulationClient.Hello, key: "bad"),
                    HttpStatusCode.Unauthorized
                )
            )
        );
        await SimulationClient.Json(await client.Chat(SimulationClient.Hello, key: "good"));
        var stats = client.Provider.Stats.Snapshot();
        Assert.Equal((2, 1, 1), (stats.Requests, stats.Succeeded, stats.Rejected));
        Assert.Equal(1, stats.RequestsPerKey["good"]);
    }

    [Fact]
    public async Task A_large_body_is_read_and_a_larger_one_refused()
    {
        await using var client = await SimulationClient.Start();
        var body = SimulationClient.Hello.Replace("hi", new string('x', 8 << 20), StringComparison.Ordinal);
        var answer = await SimulationClient.Json(await client.Chat(body));
        Assert.Equal(body.Length / 4, answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());

        // Kestrel refuses by the length alone; a client still sending the body might miss the answer.
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, client.Provider.BaseUrl.Port, SimulationClient.Token);
        await socket.SendAsync(
            "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 67108865\r\n\r\n"u8.ToArray(),
            SimulationClient.Token
        );
        using var reader = new StreamReader(new NetworkStream(socket));
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync(SimulationClient.Token));
    }
}
