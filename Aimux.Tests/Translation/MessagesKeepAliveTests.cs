using System.Text;
using Aimux.Silo.Configuration.Options;
using Aimux.Tests.Support;
using Aimux.Tests.Wire;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Translation;

public sealed class MessagesKeepAliveTests
{
    private const string Ping = "event: ping\ndata: {\"type\":\"ping\"}\n\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silent_wait_is_kept_alive_by_pings_before_the_message_starts()
    {
        var gate = new TaskCompletionSource();
        await using var slow = await ScriptedUpstream.Start(async context =>
        {
            await gate.Task;
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(
                "data: {\"id\":\"c\",\"model\":\"demo\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
                Cancellation
            );
        });
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider("one", slow.BaseUrl)),
            new AimuxOptions { Server = { KeepAlive = TimeSpan.FromMilliseconds(50) } }
        );

        using var answer = await aimux.PostStreamed(Caller.Messages, Caller.Body(Caller.Messages, streaming: true));
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        await using var stream = await answer.Content.ReadAsStreamAsync(Cancellation);
        var first = new byte[Ping.Length];
        await stream.ReadExactlyAsync(first, Cancellation);
        gate.SetResult();
        using var reader = new StreamReader(stream);
        var rest = await reader.ReadToEndAsync(Cancellation);

        Assert.Equal(Ping, Encoding.UTF8.GetString(first));
        while (rest.StartsWith(Ping, StringComparison.Ordinal))
        {
            rest = rest[Ping.Length..];
        }

        Assert.Equal("hi", MessagesGrammar.Read(Encoding.UTF8.GetBytes(rest)).Text);
    }

    [Fact]
    public async Task After_a_ping_a_failure_is_an_error_event()
    {
        var gate = new TaskCompletionSource();
        await using var failing = await ScriptedUpstream.Start(async context =>
        {
            await gate.Task;
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("{\"error\":{\"message\":\"no such thing\"}}", Cancellation);
        });
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider("one", failing.BaseUrl)),
            new AimuxOptions
            {
                Server = { KeepAlive = TimeSpan.FromMilliseconds(50) },
                Routing = { MaxWait = TimeSpan.Zero },
            }
        );

        using var answer = await aimux.PostStreamed(Caller.Messages, Caller.Body(Caller.Messages, streaming: true));
        gate.SetResult();
        var events = SseEvents.Of(await answer.Content.ReadAsByteArrayAsync(Cancellation));

        Assert.Equal("ping", events[0].Name);
        Assert.Equal("error", events[^1].Name);
        var error = SseEvents.Json(events[^1].Data);
        Assert.Equal("error", error.Word("type"));
        Assert.Equal("invalid_request_error", error.Member("error").Word("type"));
        Assert.Contains("no such thing", error.Member("error").Word("message"), StringComparison.Ordinal);
        Assert.DoesNotContain(events, each => each.Name == "message_stop");
    }
}
