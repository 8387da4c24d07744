using System.Net;
using System.Text;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Proxy.Budgets;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed partial class AttemptLoopFailureTests
{
    [Fact]
    public async Task A_silent_wait_is_kept_alive_for_a_streaming_caller()
    {
        var gate = new TaskCompletionSource();
        await using var slow = await ScriptedUpstream.Start(async context =>
        {
            await gate.Task;
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(
                "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
                Cancellation
            );
        });
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider("one", slow.BaseUrl)),
            new AimuxOptions { Server = { KeepAlive = TimeSpan.FromMilliseconds(50) } }
        );

        using var answer = await aimux.ChatStreamed(Some.StreamBody);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        await using var stream = await answer.Content.ReadAsStreamAsync(Cancellation);
        var first = new byte[14];
        await stream.ReadExactlyAsync(first, Cancellation);
        gate.SetResult();
        using var reader = new StreamReader(stream);
        var rest = await reader.ReadToEndAsync(Cancellation);

        Assert.Equal(": keep-alive\n\n", Encoding.UTF8.GetString(first));
        Assert.EndsWith("data: [DONE]\n\n", rest, StringComparison.Ordinal);
        Assert.Contains("\"content\":\"hi\"", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_keep_alive_a_failure_is_an_event_of_the_stream()
    {
        var gate = new TaskCompletionSource();
        await using var failing = await ScriptedUpstream.Start(async context =>
        {
            await gate.Task;
            context.Response.StatusCode = 401;
        });
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider("one", failing.BaseUrl)),
            new AimuxOptions
            {
                Server = { KeepAlive = TimeSpan.FromMilliseconds(50) },
                Routing = { MaxWait = TimeSpan.Zero },
            }
        );

        using var answer = await aimux.ChatStreamed(Some.StreamBody);
        gate.SetResult();
        var text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.StartsWith(": keep-alive\n\n", text, StringComparison.Ordinal);
        Assert.Contains("data: {\"error\":{", text, StringComparison.Ordinal);
        Assert.Contains("upstream_key_refused", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brown_out_of_all_is_not_amplified()
    {
        await using var one = await ScriptedUpstream.Start(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });
        await using var aimux = await RunningAimux.Start(Some.Provider("one", one.BaseUrl));
        while (aimux.Services.GetRequiredService<RetryBudget>().TrySpend())
        {
            // What quiet times saved up is not what this is about.
        }

        const int requests = 50;
        for (var i = 0; i < requests; i++)
        {
            using var answer = await aimux.Chat(Some.Chat(Some.Model) + new string(' ', i));
            Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        }

        var attempts = one.Requests.Count(received => received.Path.EndsWith("completions", StringComparison.Ordinal));
        Assert.InRange(attempts, requests, requests * 1.2 + 1);
    }

    [Fact]
    public async Task A_conflict_is_asked_again_once_and_nobody_else_is()
    {
        await using var one = await ScriptedUpstream.Start(context =>
        {
            context.Response.StatusCode = 409;
            return Write(context, """{"error":{"message":"busy with the same","type":"conflict"}}""");
        });
        await using var two = await ScriptedUpstream.Start(context => Write(context, Answer));
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider("one", one.BaseUrl), Some.Provider("two", two.BaseUrl))
            {
                Routes = [Some.Route("r", "one", "two") with { Policy = RoutePolicy.Ordered }],
            }
        );

        using var answer = await aimux.Chat(Some.Chat("r"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(
            2,
            one.Requests.Count(received => received.Path.EndsWith("completions", StringComparison.Ordinal))
        );
        Assert.DoesNotContain(
            two.Requests,
            received => received.Path.EndsWith("completions", StringComparison.Ordinal)
        );
    }
}
