using System.Net;
using System.Text.Json;
using Aimux.Silo.Simulation;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Simulation;

/// <summary>Every fault on the protocols beside chat.</summary>
public sealed class SimulatedProtocolFaultTests
{
    private const string Completions = "/v1/completions";
    private const string Responses = SimulatedResponsesTests.Path;
    private const string Messages = "/v1/messages";

    public static TheoryData<string> Conversations => [Messages, Responses, Completions];

    [Theory]
    [InlineData("unauthorized", 401, "authentication_error", "invalid_api_key", false)]
    [InlineData("payment_required", 402, "billing_error", "insufficient_quota", false)]
    [InlineData("rate_limited", 429, "rate_limit_error", "rate_limit_exceeded", true)]
    [InlineData("rate_limited_bare", 429, "rate_limit_error", "rate_limit_exceeded", false)]
    [InlineData("server_error", 500, "api_error", "server_error", false)]
    [InlineData("unavailable", 503, "api_error", "service_unavailable", true)]
    [InlineData("overloaded", 529, "overloaded_error", "overloaded_error", false)]
    public async Task A_status_fault_answers_its_status(string fault, int status, string type, string code, bool says)
    {
        await using var client = await SimulationClient.Start(
            new SimulatedProviderSettings(RetryAfterSeconds: 3, RequestsPerMinute: 100)
        );
        foreach (var stream in new[] { false, true })
        {
            var messages = await client.Post(Messages, Hello(Messages, stream), "fault=" + fault);
            await SimulatedMessagesTests.AssertError(messages, status, type, "");
            Assert.Equal(says ? "3" : null, SimulationClient.Header(messages, "retry-after"));
            var left = SimulationClient.Header(messages, "anthropic-ratelimit-requests-remaining");
            Assert.Equal(fault == "rate_limited_bare", left is null);
            Assert.Equal(fault == "rate_limited", left == "0");

            var responses = await client.Post(Responses, Hello(Responses, stream), "fault=" + fault);
            var error = await SimulationClient.Json(responses, (HttpStatusCode)status);
            Assert.Equal(code, SimulationClient.ErrorCode(error));
            Assert.Equal(says ? "3000" : null, SimulationClient.Header(responses, "retry-after-ms"));
        }

        Assert.Equal(4, client.Provider.Stats.Snapshot().Faults[fault]);
    }

    [Fact]
    public async Task A_used_up_quota_tells_when_it_resets()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var client = await SimulationClient.Start(
            new SimulatedProviderSettings(Faults: new FaultRates(QuotaExhausted: 1)),
            time
        );
        var messages = await client.Post(Messages, Hello(Messages, stream: false));
        await SimulatedMessagesTests.AssertError(messages, 429, "rate_limit_error", "quota");
        Assert.Equal("3600", SimulationClient.Header(messages, "retry-after"));
        Assert.Equal("rejected", SimulationClient.Header(messages, "anthropic-ratelimit-unified-5h-status"));
        Assert.Equal(
            time.GetUtcNow().AddHours(1).ToUnixTimeSeconds().ToString(),
            SimulationClient.Header(messages, "anthropic-ratelimit-unified-5h-reset")
        );
        var chat = await client.Chat(SimulationClient.Hello);
        Assert.Null(SimulationClient.Header(chat, "retry-after"));
        Assert.Equal(
            "insufficient_quota",
            SimulationClient.ErrorCode(await SimulationClient.Json(chat, HttpStatusCode.TooManyRequests))
        );
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task A_reset_before_headers_is_a_connection_reset(string path)
    {
        await using var client = await SimulationClient.Start();
        foreach (var stream in new[] { false, true })
        {
            var e = await Assert.ThrowsAsync<HttpRequestException>(() =>
                client.Post(path, Hello(path, stream), "fault=reset_before_headers")
            );
            SimulatedFaultTests.AssertReset(e);
        }
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task A_cut_answer_gives_some_content_and_then_a_reset(string path)
    {
        await using var client = await SimulationClient.Start();
        foreach (var stream in new[] { false, true })
        {
            using var response = await client.Post(path, Hello(path, stream), "fault=cut_mid_stream");
            await using var content = await response.Content.ReadAsStreamAsync(SimulationClient.Token);
            var (text, error) = await SimulatedFaultTests.ReadToEnd(content);
            Assert.Contains("Hello", text, StringComparison.Ordinal);
            Assert.DoesNotContain("message_stop", text, StringComparison.Ordinal);
            Assert.DoesNotContain("response.completed", text, StringComparison.Ordinal);
            Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
            SimulatedFaultTests.AssertReset(error);
        }
    }

    [Theory]
    [InlineData(Messages, "content_block_delta")]
    [InlineData(Responses, "response.output_text.delta")]
    public async Task A_stream_that_ends_early_ends_clean_in_an_open_block(string path, string last)
    {
        await using var client = await SimulationClient.Start();
        var events = await SimulationClient.NamedEvents(
            await client.Post(path, Hello(path, stream: true), "tokens=10,fault=end_mid_stream")
        );
        Assert.Equal(last, SimulationClient.TypeOf(events[^1]));
        Assert.Equal(5, events.Count(told => SimulationClient.TypeOf(told) == last));
        using var whole = await client.Post(path, Hello(path, stream: false), "fault=end_mid_stream");
        await AssertBroken(whole);
    }

    [Theory]
    [InlineData(Messages, "malformed_stream", "content_block_delta")]
    [InlineData(Messages, "malformed_first_event", "message_start")]
    [InlineData(Responses, "malformed_stream", "response.output_text.delta")]
    [InlineData(Responses, "malformed_first_event", "response.created")]
    public async Task A_malformed_event_is_no_json(string path, string fault, string name)
    {
        await using var client = await SimulationClient.Start();
        using var response = await client.Post(path, Hello(path, stream: true), "fault=" + fault);
        var blocks = await Blocks(response);
        Assert.Equal(fault == "malformed_first_event", blocks.Length == 1);
        Assert.StartsWith($"event: {name}\ndata: {{", blocks[^1], StringComparison.Ordinal);
        var data = blocks[^1].Split('\n')[1]["data: ".Length..];
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<JsonElement>(data));
        Assert.All(blocks[..^1], block => SimulationClient.Named(block));
        using var whole = await client.Post(path, Hello(path, stream: false), "fault=" + fault);
        await AssertBroken(whole);
    }

    [Theory]
    [InlineData("error_in_body")]
    [InlineData("error_mid_stream")]
    public async Task An_error_is_an_error_event_of_messages(string fault)
    {
        await using var client = await SimulationClient.Start();
        var response = await client.Post(Messages, Hello(Messages, stream: true), "fault=" + fault);
        var id = SimulationClient.Header(response, "request-id");
        var events = await SimulationClient.NamedEvents(response);
        Assert.Equal(fault == "error_in_body", events.Length == 1);
        Assert.Equal("api_error", SimulationClient.TypeOf(events[^1].GetProperty("error")));
        Assert.Equal(id, events[^1].GetProperty("request_id").GetString());
        Assert.DoesNotContain(events, told => SimulationClient.TypeOf(told) is "message_delta" or "message_stop");
        var whole = await client.Post(Messages, Hello(Messages, stream: false), "fault=" + fault);
        await SimulatedMessagesTests.AssertError(whole, 200, "api_error", "error");
    }

    [Theory]
    [InlineData("error_in_body")]
    [InlineData("error_mid_stream")]
    public async Task An_error_is_a_numbered_error_event_of_responses(string fault)
    {
        await using var client = await SimulationClient.Start();
        var events = await SimulationClient.NamedEvents(
            await client.Post(Responses, Hello(Responses, stream: true), "fault=" + fault)
        );
        Assert.Equal(fault == "error_in_body", events.Length == 1);
        Assert.Equal("error", SimulationClient.TypeOf(events[^1]));
        Assert.Equal("server_error", events[^1].GetProperty("code").GetString());
        Assert.Equal(events.Length - 1, events[^1].GetProperty("sequence_number").GetInt32());
        var whole = await SimulationClient.Json(
            await client.Post(Responses, Hello(Responses, stream: false), "fault=" + fault)
        );
        Assert.Equal("server_error", SimulationClient.ErrorCode(whole));
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task An_empty_body_is_empty(string path)
    {
        await using var client = await SimulationClient.Start();
        using var response = await client.Post(path, Hello(path, stream: true), "fault=empty_body");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(SimulationClient.Token));
    }

    [Theory]
    [InlineData(Messages, "stall_before_first_byte")]
    [InlineData(Responses, "stall_before_first_byte")]
    [InlineData(Messages, "stall_mid_stream")]
    [InlineData(Responses, "stall_mid_stream")]
    public async Task A_stalled_request_is_reset_after_two_minutes(string path, string fault)
    {
        var time = new FakeTimeProvider();
        await using var client = await SimulationClient.Start(time: time);
        var pending = ReadAll();
        await client.StatsWhen(stats => stats.GetProperty("faults").TryGetProperty(fault, out _));
        // The strike is counted just before the timer is made, so go on until it has fired.
        while (!pending.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(2));
            await Task.Yield();
        }

        var (text, error) = await pending;
        Assert.Equal(fault == "stall_mid_stream", text.Contains("Hello", StringComparison.Ordinal));
        SimulatedFaultTests.AssertReset(error);

        async Task<(string Text, Exception? Error)> ReadAll()
        {
            try
            {
                using var response = await client.Post(path, Hello(path, stream: true), "fault=" + fault);
                await using var content = await response.Content.ReadAsStreamAsync(SimulationClient.Token);
                return await SimulatedFaultTests.ReadToEnd(content);
            }
            catch (HttpRequestException e)
            {
                return ("", e);
            }
        }
    }

    private static string Hello(string path, bool stream)
    {
        var hello = path switch
        {
            Messages => SimulatedMessagesTests.Hello,
            Responses => SimulatedResponsesTests.Hello,
            _ => """{"model":"demo","prompt":"hi"}""",
        };
        return stream ? hello.Insert(1, "\"stream\":true,") : hello;
    }

    private static async Task<string[]> Blocks(HttpResponseMessage response) =>
        (await response.Content.ReadAsStringAsync(SimulationClient.Token)).Split(
            "\n\n",
            StringSplitOptions.RemoveEmptyEntries
        );

    private static async Task AssertBroken(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(SimulationClient.Token);
        Assert.NotEmpty(text);
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<JsonElement>(text));
    }
}
