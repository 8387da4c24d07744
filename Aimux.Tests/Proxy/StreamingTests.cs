using System.Net;
using System.Text;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Simulation;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class StreamingTests
{
    private const string Role =
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
    private const string Text = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}\n\n";
    private const string Finish = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private const string Done = "data: [DONE]\n\n";

    private static readonly ProviderTimeouts Impatient = ProviderTimeouts.Default with
    {
        Idle = TimeSpan.FromMilliseconds(300),
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role + Text + Finish + Done)]
    [InlineData(": PROCESSING\r\n\r\n" + Role + "event: message\nid: 7\n" + Text + ": keep-alive\n\n" + Finish + Done)]
    [InlineData("data:{\"choices\":[{\"delta\":\ndata: {\"content\":\"a\"}}]}\n\n" + Finish + Done)]
    [InlineData(
        Text + Finish + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}\n\n" + Done
    )]
    [InlineData(Text + Finish)]
    [InlineData(Text + "data: [DONE]")]
    [InlineData(Text + "data: [DONE] \n\n")]
    [InlineData(Text + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n")]
    public async Task A_stream_is_relayed_byte_for_byte(string stream)
    {
        await using var upstream = await Streaming(stream);
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));

        using var answer = await aimux.ChatStreamed(Some.StreamBody);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(stream, await answer.Content.ReadAsStringAsync(Cancellation));
        var decision = await aimux.EndedDecision(answer);
        Assert.Equal("Succeeded", (string)decision["attempts"]![0]!["end"]!["outcome"]!);
    }

    [Fact]
    public async Task Half_an_event_at_the_end_is_not_mixed_with_the_error_that_follows_it()
    {
        await using var upstream = await Streaming(Text + "data: {\"choices\":[{\"delta\":{\"cont");
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));

        using var answer = await aimux.ChatStreamed(Some.StreamBody);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.StartsWith(Text + "data: {\"error\":{", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_does_not_say_that_it_is_one_is_understood()
    {
        await using var upstream = await ScriptedUpstream.Start(context =>
            context.Response.WriteAsync(Text + Finish + Done, Cancellation)
        );
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));

        using var answer = await aimux.ChatStreamed(Some.StreamBody);

        Assert.Equal(Text + Finish + Done, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Comments_do_not_keep_a_stalled_stream_alive()
    {
        await using var upstream = await ScriptedUpstream.Start(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(Text, Cancellation);
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            while (await tick.WaitForNextTickAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync(": keep-alive\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
        await using var aimux = await RunningAimux.Start(
            Some.Provider("one", upstream.BaseUrl) with
            {
                Timeouts = Impatient,
            }
        );

        using var answer = await aimux.ChatStreamed(Some.StreamBody);

        Assert.Contains(
            "stream_stalled",
            await answer.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Each_event_reaches_the_caller_before_the_provider_sends_the_next()
    {
        var received = new SemaphoreSlim(0);
        await using var upstream = await ScriptedUpstream.Start(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            foreach (var part in new[] { Role + Text, Text, Text, Finish, Done })
            {
                await context.Response.WriteAsync(part, Cancellation);
                await context.Response.Body.FlushAsync(Cancellation);
                if (part != Done)
                {
                    // Goes on only when the caller has what was sent: a relay that waits for more would hang here.
                    await received.WaitAsync(Cancellation);
                }
            }
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));

        using var answer = await aimux.ChatStreamed(Some.StreamBody);
        await using var body = await answer.Content.ReadAsStreamAsync(Cancellation);
        var seen = new StringBuilder();
        var buffer = new byte[4096];
        while (await body.ReadAsync(buffer, Cancellation) is > 0 and var read)
        {
            seen.Append(Encoding.UTF8.GetString(buffer, 0, read));
            received.Release();
        }

        Assert.Equal(Role + Text + Text + Text + Finish + Done, seen.ToString());
    }

    [Fact]
    public async Task Usage_in_a_stream_is_accounted_for()
    {
        await using var provider = await Simulated.Start("one", new() { OutputTokens = 7 });
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));

        using var answer = await aimux.Chat(
            """{"model":"demo","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"x"}]}"""
        );

        var decision = await aimux.EndedDecision(answer);
        Assert.Equal(7, (int)decision["end"]!["output_tokens"]!);
        Assert.True((int)decision["end"]!["input_tokens"]! > 0);
    }

    [Theory]
    [InlineData(nameof(FaultRates.CutMidStream), "Truncated", "stream_truncated")]
    [InlineData(nameof(FaultRates.EndMidStream), "Truncated", "stream_truncated")]
    [InlineData(nameof(FaultRates.StallMidStream), "Stalled", "stream_stalled")]
    [InlineData(nameof(FaultRates.MalformedStream), "Malformed", "stream_malformed")]
    public async Task A_stream_that_breaks_ends_with_an_error_event_and_without_done(
        string fault,
        string outcome,
        string code
    )
    {
        await using var provider = await Simulated.Start(
            "one",
            new(TokensPerSecond: 1000) { Faults = Faults.Always(fault) }
        );
        await using var other = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(
            Some.Provider(provider) with
            {
                Timeouts = outcome == "Stalled" ? Impatient : ProviderTimeouts.Default,
            },
            Some.Provider(other)
        );

        using var answer = await aimux.ChatStreamed(Some.StreamBody);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
        var last = text.TrimEnd().Split("\n\n")[^1];
        Assert.StartsWith("data: {\"error\":{\"message\":", last, StringComparison.Ordinal);
        Assert.Contains($"\"code\":\"{code}\"", last, StringComparison.Ordinal);
        Assert.Equal(0, other.Stats.Snapshot().Requests);
        var decision = await aimux.EndedDecision(answer);
        Assert.Equal(outcome, (string)decision["attempts"]![0]!["end"]!["outcome"]!);
    }

    [Fact]
    public async Task An_error_that_the_provider_sends_in_its_stream_is_the_end_of_it()
    {
        const string theirs = "data: {\"error\":{\"message\":\"overheated\",\"code\":500}}\n\n";
        await using var upstream = await Streaming(Text + theirs + Done);
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));

        using var answer = await aimux.ChatStreamed(Some.StreamBody);

        Assert.Equal(Text + theirs, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData(": nothing yet\n\n" + Role, "Truncated")]
    [InlineData(Role + "data: {\"error\":{\"message\":\"no\"}}\n\n", "ErrorInAnswer")]
    [InlineData(Role + "data: {broken\n\n", "Malformed")]
    [InlineData("", "Truncated")]
    [InlineData(Done, "EmptyAnswer")]
    [InlineData(Role + "data: {\"error\":{\"message\":\"no\"}}\n", "ErrorInAnswer")]
    public async Task What_fails_before_the_first_content_is_had_from_another_provider(string stream, string outcome)
    {
        await using var upstream = await Streaming(stream);
        await using var other = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl), Some.Provider(other));

        using var answer = await aimux.ChatStreamed(Some.StreamBody);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.EndsWith(Done, text, StringComparison.Ordinal);
        Assert.Equal("two", answer.Headers.GetValues("x-aimux-provider").Single());
        var decision = await aimux.EndedDecision(answer);
        Assert.Equal(outcome, (string)decision["attempts"]![0]!["end"]!["outcome"]!);
    }

    [Fact]
    public async Task A_caller_that_leaves_takes_the_upstream_request_with_it()
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var upstream = await ScriptedUpstream.Start(async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(Text, Cancellation);
            await context.Response.Body.FlushAsync(Cancellation);
            context.RequestAborted.Register(left.SetResult);
            await left.Task.WaitAsync(Cancellation);
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", upstream.BaseUrl));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var answer = await aimux.ChatStreamed(Some.StreamBody, leaving.Token);

        await leaving.CancelAsync();
        answer.Dispose();

        await left.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        var decision = await aimux.EndedDecision(answer);
        Assert.Equal(499, (int)decision["end"]!["status"]!);
        Assert.Equal("CallerLeft", (string)decision["attempts"]![0]!["end"]!["outcome"]!);
    }

    private static Task<ScriptedUpstream> Streaming(string stream) =>
        ScriptedUpstream.Start(context =>
        {
            context.Response.ContentType = "text/event-stream";
            return context.Response.WriteAsync(stream, Cancellation);
        });
}
