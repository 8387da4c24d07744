using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Aimux.Silo.Simulation;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aimux.Tests.Simulation;

public sealed class SimulatedFaultTests
{
    [Theory]
    [InlineData("unauthorized", 401, "invalid_api_key", false)]
    [InlineData("payment_required", 402, "insufficient_quota", false)]
    [InlineData("rate_limited", 429, "rate_limit_exceeded", true)]
    [InlineData("rate_limited_bare", 429, "rate_limit_exceeded", false)]
    [InlineData("server_error", 500, "server_error", false)]
    [InlineData("unavailable", 503, "service_unavailable", true)]
    [InlineData("overloaded", 529, "overloaded_error", false)]
    public async Task A_status_fault_answers_its_status(string fault, int status, string code, bool says)
    {
        await using var client = await SimulationClient.Start(new SimulatedProviderSettings(RetryAfterSeconds: 1.25));
        var response = await client.Chat(SimulationClient.StreamHello, "fault=" + fault);
        Assert.Equal(code, SimulationClient.ErrorCode(await SimulationClient.Json(response, (HttpStatusCode)status)));
        Assert.Equal(says ? "2" : null, Header(response, "Retry-After"));
        Assert.Equal(says ? "1250" : null, Header(response, "retry-after-ms"));
        Assert.Equal(fault == "rate_limited" ? "1.25s" : null, Header(response, "x-ratelimit-reset-requests"));
        Assert.Equal(1, client.Provider.Stats.Snapshot().Faults[fault]);
    }

    [Theory]
    [InlineData(SimulationClient.Hello)]
    [InlineData(SimulationClient.StreamHello)]
    public async Task A_reset_before_headers_is_a_connection_reset(string body)
    {
        await using var client = await SimulationClient.Start();
        var e = await Assert.ThrowsAsync<HttpRequestException>(() => client.Chat(body, "fault=reset_before_headers"));
        AssertReset(e);
    }

    [Theory]
    [InlineData(SimulationClient.Hello)]
    [InlineData(SimulationClient.StreamHello)]
    public async Task A_cut_answer_gives_some_content_and_then_a_reset(string body)
    {
        await using var client = await SimulationClient.Start();
        using var response = await client.Chat(body, "fault=cut_mid_stream");
        await using var stream = await response.Content.ReadAsStreamAsync(SimulationClient.Token);
        var (text, error) = await ReadToEnd(stream);
        Assert.Contains("Hello", text, StringComparison.Ordinal);
        Assert.DoesNotContain("finish_reason\":\"stop", text, StringComparison.Ordinal);
        AssertReset(error);
        if (body == SimulationClient.StreamHello)
        {
            Assert.Equal(13, text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    [Fact]
    public async Task A_stream_that_ends_early_ends_clean()
    {
        await using var client = await SimulationClient.Start();
        var events = await SimulationClient.Events(
            await client.Chat(SimulationClient.StreamHello, "tokens=10,fault=end_mid_stream")
        );
        Assert.Equal(6, events.Length);
        Assert.All(events, data => Assert.Contains("\"finish_reason\":null", data, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("malformed_stream", 14)]
    [InlineData("malformed_first_event", 1)]
    public async Task A_malformed_event_is_no_json(string fault, int count)
    {
        await using var client = await SimulationClient.Start();
        var events = await SimulationClient.Events(await client.Chat(SimulationClient.StreamHello, "fault=" + fault));
        Assert.Equal(count, events.Length);
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<JsonElement>(events[^1]));
        using var whole = await client.Chat(SimulationClient.Hello, "fault=" + fault);
        var text = await whole.Content.ReadAsStringAsync(SimulationClient.Token);
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<JsonElement>(text));
    }

    [Theory]
    [InlineData("error_in_body", 1)]
    [InlineData("error_mid_stream", 14)]
    public async Task An_error_object_comes_with_status_200(string fault, int count)
    {
        await using var client = await SimulationClient.Start();
        var events = await SimulationClient.Events(await client.Chat(SimulationClient.StreamHello, "fault=" + fault));
        Assert.Equal(count, events.Length);
        Assert.Equal("server_error", SimulationClient.ErrorCode(JsonSerializer.Deserialize<JsonElement>(events[^1])));
        var whole = await SimulationClient.Json(await client.Chat(SimulationClient.Hello, "fault=" + fault));
        Assert.Equal("server_error", SimulationClient.ErrorCode(whole));
    }

    [Fact]
    public async Task An_empty_body_is_empty()
    {
        await using var client = await SimulationClient.Start();
        using var response = await client.Chat(SimulationClient.Hello, "fault=empty_body");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(SimulationClient.Token));
    }

    [Fact]
    public async Task A_stalled_request_is_reset_after_two_minutes()
    {
        var time = new FakeTimeProvider();
        await using var client = await SimulationClient.Start(time: time);
        var pending = client.Chat(SimulationClient.Hello, "fault=stall_before_first_byte");
        await client.StatsWhen(stats => stats.GetProperty("faults").TryGetProperty("stall_before_first_byte", out _));
        Assert.False(pending.IsCompleted);
        // The strike is counted just before the timer is made, so go on until it has fired.
        while (!pending.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(2));
            await Task.Yield();
        }

        AssertReset(await Assert.ThrowsAsync<HttpRequestException>(() => pending));
    }

    [Fact]
    public async Task A_client_that_leaves_a_stalled_stream_is_counted()
    {
        await using var client = await SimulationClient.Start(time: new FakeTimeProvider());
        var response = await client.Chat(SimulationClient.StreamHello, "fault=stall_mid_stream");
        var stream = await response.Content.ReadAsStreamAsync(SimulationClient.Token);
        Assert.NotEqual(0, await stream.ReadAsync(new byte[4096], SimulationClient.Token));
        Assert.Equal(1, client.Provider.Stats.Snapshot().InFlight);
        response.Dispose();
        var stats = await client.StatsWhen(stats => stats.GetProperty("in_flight").GetInt64() == 0);
        Assert.Equal(1, stats.GetProperty("client_aborts").GetInt64());
        Assert.Equal(0, stats.GetProperty("succeeded").GetInt64());
    }

    [Fact]
    public async Task A_seed_repeats_the_faults()
    {
        var settings = new SimulatedProviderSettings(
            Seed: 7,
            Faults: new FaultRates(ServerError: 0.3, Overloaded: 0.3)
        );
        var runs = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var client = await SimulationClient.Start(settings);
            var statuses = new List<int>();
            for (var i = 0; i < 40; i++)
            {
                using var response = await client.Chat(SimulationClient.Hello);
                statuses.Add((int)response.StatusCode);
            }

            Assert.Equal([200, 500, 529], statuses.Distinct().Order());
            runs.Add(string.Join(' ', statuses));
        }

        Assert.Equal(runs[0], runs[1]);
    }

    [Theory]
    [InlineData("fault=nothing")]
    [InlineData("ttft=-1")]
    [InlineData("tps=x")]
    [InlineData("what=1")]
    [InlineData("tokens")]
    public async Task A_wrong_x_simulate_header_is_refused(string simulate)
    {
        await using var client = await SimulationClient.Start();
        var response = await client.Chat(SimulationClient.Hello, simulate);
        var error = await SimulationClient.Json(response, HttpStatusCode.BadRequest);
        Assert.StartsWith("x-simulate header: ", SimulationClient.Message(error), StringComparison.Ordinal);
    }

    internal static void AssertReset(Exception? error)
    {
        while (error is not null and not SocketException)
        {
            error = error.InnerException;
        }

        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(error).SocketErrorCode);
    }

    internal static async Task<(string Text, Exception? Error)> ReadToEnd(Stream stream)
    {
        using var text = new MemoryStream();
        Exception? error = null;
        try
        {
            await stream.CopyToAsync(text, SimulationClient.Token);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            error = e;
        }

        return (System.Text.Encoding.UTF8.GetString(text.ToArray()), error);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
