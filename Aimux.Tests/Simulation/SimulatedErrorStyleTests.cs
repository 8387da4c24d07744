using System.Text.Json;
using Aimux.Silo.Simulation;
using Aimux.Silo.Simulation.Quotas;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Simulation;

public sealed class SimulatedErrorStyleTests
{
    private const string Id = "(id)";

    [Theory]
    [InlineData(
        "zai",
        "unauthorized",
        401,
        """{"error":{"code":"1000","message":"Authentication Failed"},"request_id":"(id)"}"""
    )]
    [InlineData(
        "zai",
        "rate_limited",
        429,
        """{"error":{"code":"1302","message":"Rate limit reached for requests"},"request_id":"(id)"}"""
    )]
    [InlineData(
        "zai",
        "quota_exhausted",
        429,
        """{"error":{"code":"1308","message":"Usage limit reached for 5 hour. Your limit will reset at 2026-01-02 12:04:05"},"request_id":"(id)"}"""
    )]
    [InlineData(
        "zai",
        "overloaded",
        429,
        """{"error":{"code":"1305","message":"The service may be temporarily overloaded, please try again later"},"request_id":"(id)"}"""
    )]
    [InlineData(
        "zai",
        "payment_required",
        429,
        """{"error":{"code":"1113","message":"Insufficient balance or no resource package. Please recharge."},"request_id":"(id)"}"""
    )]
    [InlineData(
        "cerebras",
        "rate_limited",
        429,
        """{"message":"Requests per minute limit exceeded - too many requests sent.","type":"too_many_requests_error","param":"quota","code":"request_quota_exceeded"}"""
    )]
    [InlineData(
        "cerebras",
        "overloaded",
        429,
        """{"message":"We\u0027re experiencing high traffic right now! Please try again soon.","type":"too_many_requests_error","param":"queue","code":"queue_exceeded"}"""
    )]
    [InlineData(
        "cerebras",
        "unauthorized",
        401,
        """{"message":"Wrong API Key","type":"invalid_request_error","param":"api_key","code":"wrong_api_key"}"""
    )]
    [InlineData(
        "synthetic",
        "payment_required",
        402,
        """{"error":"Insufficient quota and token balance. Buy a subscription or credits to keep using the API."}"""
    )]
    [InlineData(
        "synthetic",
        "server_error",
        500,
        """{"error":"The server had an error while processing your request."}"""
    )]
    [InlineData(
        "minimax",
        "rate_limited",
        200,
        """{"id":"(id)","base_resp":{"status_code":1002,"status_msg":"Rate limit reached for requests."}}"""
    )]
    [InlineData(
        "minimax",
        "unauthorized",
        200,
        """{"id":"(id)","base_resp":{"status_code":1004,"status_msg":"Incorrect API key provided."}}"""
    )]
    [InlineData(
        "minimax",
        "payment_required",
        200,
        """{"id":"(id)","base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}"""
    )]
    [InlineData(
        "minimax",
        "quota_exhausted",
        200,
        """{"id":"(id)","base_resp":{"status_code":2056,"status_msg":"usage limit exceeded, resets at 2026-01-02T04:04:05Z"}}"""
    )]
    [InlineData(
        "openrouter",
        "unavailable",
        503,
        """{"error":{"code":503,"message":"The server is overloaded or not ready yet.","metadata":{"provider_name":"simulated","raw":"The server is overloaded or not ready yet."}}}"""
    )]
    [InlineData(
        "openrouter",
        "error_in_body",
        200,
        """{"error":{"code":502,"message":"The server had an error while processing your request.","metadata":{"provider_name":"simulated","raw":"The server had an error while processing your request."}}}"""
    )]
    [InlineData(
        "ollama",
        "server_error",
        500,
        """{"error":"The server had an error while processing your request."}"""
    )]
    [InlineData(
        "anthropic",
        "overloaded",
        529,
        """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded."},"request_id":"(id)"}"""
    )]
    public async Task A_fault_has_the_vendors_shape(string style, string fault, int status, string body)
    {
        await using var client = await Start(style);
        foreach (var stream in new[] { false, true })
        {
            var response = await client.Chat(
                stream && fault != "error_in_body" ? SimulationClient.StreamHello : SimulationClient.Hello,
                "fault=" + fault
            );
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal(body, await Text(response));
        }
    }

    [Theory]
    [InlineData("zai", """{"model":"other","messages":[{}]}""", 400, "1211")]
    [InlineData("zai", """{"model":"demo"}""", 400, "1210")]
    [InlineData("minimax", """{"model":"demo"}""", 200, "2013")]
    [InlineData(
        "cerebras",
        """{"model":"other","messages":[{}]}""",
        404,
        "\"type\":\"not_found_error\",\"param\":\"model\",\"code\":\"model_not_found\""
    )]
    [InlineData("ollama", """{"model":"other","messages":[{}]}""", 404, "{\"error\":\"")]
    [InlineData("openrouter", """{"model":"demo"}""", 400, "\"code\":400")]
    [InlineData("anthropic", """{"model":"other","messages":[{}]}""", 404, "not_found_error")]
    public async Task A_refusal_has_the_vendors_shape(string style, string request, int status, string part)
    {
        await using var client = await Start(style);
        var response = await client.Chat(request);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(part, await Text(response), StringComparison.Ordinal);
        Assert.Equal(1, client.Provider.Stats.Snapshot().Rejected);
    }

    [Theory]
    [InlineData("zai", "\"code\":\"500\"")]
    [InlineData("minimax", "\"status_code\":1024")]
    [InlineData("synthetic", "{\"error\":\"The server")]
    public async Task An_error_in_a_stream_has_the_vendors_shape_on_each_protocol(string style, string part)
    {
        await using var client = await Start(style);
        var chat = await Text(await client.Chat(SimulationClient.StreamHello, "fault=error_mid_stream"));
        Assert.StartsWith(
            "data: {",
            chat.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)[^1],
            StringComparison.Ordinal
        );
        Assert.Contains(part, chat, StringComparison.Ordinal);
        var messages = await Text(
            await client.Post(
                SimulatedMessagesTests.Path,
                SimulatedMessagesTests.Streamed(SimulatedMessagesTests.Hello),
                "fault=error_mid_stream"
            )
        );
        Assert.Contains("\n\nevent: error\ndata: {", messages, StringComparison.Ordinal);
        Assert.Contains(part, messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synthetic_tells_its_quotas_with_every_answer_and_is_a_page_when_away()
    {
        await using var client = await Start("synthetic");
        using var answer = await client.Chat(SimulationClient.Hello);
        Assert.Equal(375, Quotas(answer).GetProperty("rollingFiveHourLimit").GetProperty("remaining").GetInt32());
        using var limited = await client.Chat(SimulationClient.Hello, "fault=quota_exhausted");
        Assert.Equal(429, (int)limited.StatusCode);
        Assert.Null(SimulationClient.Header(limited, "retry-after"));
        Assert.True(Quotas(limited).GetProperty("rollingFiveHourLimit").GetProperty("limited").GetBoolean());
        using var away = await client.Chat(SimulationClient.Hello, "fault=unavailable");
        Assert.Equal("text/html", away.Content.Headers.ContentType?.MediaType);

        static JsonElement Quotas(HttpResponseMessage response) =>
            JsonSerializer.Deserialize<JsonElement>(SimulationClient.Header(response, "x-synthetic-quotas")!);
    }

    [Fact]
    public async Task Tokens_that_ran_out_are_told_apart_from_requests()
    {
        await using var client = await SimulationClient.Start(
            new SimulatedProviderSettings(ErrorStyle: "cerebras", TokensPerMinute: 10)
        );
        var text = await Text(await client.Chat(SimulationClient.Hello));
        Assert.Contains("token_quota_exceeded", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_control_endpoints_keep_their_own_shape()
    {
        await using var client = await Start("zai");
        var response = await client.Send(HttpMethod.Patch, "/_simulation/settings", """{"error_style":"other"}""");
        var error = await SimulationClient.Json(response, System.Net.HttpStatusCode.BadRequest);
        Assert.StartsWith("error_style must be of ", SimulationClient.Message(error), StringComparison.Ordinal);
    }

    private static Task<SimulationClient> Start(string style) =>
        SimulationClient.Start(
            new SimulatedProviderSettings(ErrorStyle: style, Quota: new QuotaFigures(ResetsInSeconds: 3600)),
            new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
        );

    /// <summary>The body, with the request's id named.</summary>
    private static async Task<string> Text(HttpResponseMessage response)
    {
        var id = SimulationClient.Header(response, "x-request-id") ?? SimulationClient.Header(response, "request-id")!;
        return (await response.Content.ReadAsStringAsync(SimulationClient.Token)).Replace(
            id,
            Id,
            StringComparison.Ordinal
        );
    }
}
