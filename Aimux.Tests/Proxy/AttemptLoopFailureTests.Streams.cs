using System.Net;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Proxy.Waiting;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>What becomes of streams, waits and callers who leave.</summary>
public sealed partial class AttemptLoopFailureTests
{
    private static readonly ProviderTimeouts Impatient = ProviderTimeouts.Default with
    {
        FirstEvent = TimeSpan.FromMilliseconds(300),
        Answer = TimeSpan.FromMilliseconds(600),
        Idle = TimeSpan.FromMilliseconds(300),
    };

    [Fact]
    public async Task A_stream_that_stalls_before_its_content_is_had_elsewhere()
    {
        await using var silent = await ScriptedUpstream.Start(context =>
            Begin(context, "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n", stall: true)
        );
        await using var other = await ScriptedUpstream.Start(context => Begin(context, Stream));
        await using var aimux = await StartInOrder(
            Some.Provider("one", silent.BaseUrl) with
            {
                Timeouts = Impatient,
            },
            Some.Provider("two", other.BaseUrl)
        );

        using var answer = await aimux.Chat(Some.Chat("r", streaming: true));

        Assert.Equal("two", answer.Headers.GetValues("x-aimux-provider").Single());
        Assert.Equal(Stream, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_stream_that_stalls_in_its_middle_ends_with_an_error()
    {
        await using var stalling = await ScriptedUpstream.Start(context =>
            Begin(context, "data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n", stall: true)
        );
        await using var other = await ScriptedUpstream.Start(context => Begin(context, Stream));
        await using var aimux = await StartInOrder(
            Some.Provider("one", stalling.BaseUrl) with
            {
                Timeouts = ProviderTimeouts.Default with { Idle = Impatient.Idle },
            },
            Some.Provider("two", other.BaseUrl)
        );

        using var answer = await aimux.Chat(Some.Chat("r", streaming: true));

        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("half", text, StringComparison.Ordinal);
        Assert.Contains("stream_stalled", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", text, StringComparison.Ordinal);
        Assert.Equal(0, Asked(other));
    }

    [Fact]
    public async Task After_the_first_content_nobody_else_is_asked()
    {
        await using var breaking = await ScriptedUpstream.Start(context =>
            Begin(context, "data: {\"choices\":[{\"delta\":{\"content\":\"half\"}}]}\n\n")
        );
        await using var other = await ScriptedUpstream.Start(context => Begin(context, Stream));
        await using var aimux = await StartInOrder(
            Some.Provider("one", breaking.BaseUrl),
            Some.Provider("two", other.BaseUrl)
        );

        using var answer = await aimux.Chat(Some.Chat("r", streaming: true));

        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("stream_truncated", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"hi\"", text, StringComparison.Ordinal);
        Assert.Equal(0, Asked(other));
    }

    [Fact]
    public async Task An_end_without_a_finish_is_had_elsewhere_if_nothing_was_sent()
    {
        await using var ending = await ScriptedUpstream.Start(context =>
            Begin(context, "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n")
        );
        await using var other = await ScriptedUpstream.Start(context => Begin(context, Stream));
        await using var aimux = await StartInOrder(
            Some.Provider("one", ending.BaseUrl),
            Some.Provider("two", other.BaseUrl)
        );

        using var answer = await aimux.Chat(Some.Chat("r", streaming: true));

        Assert.Equal("two", answer.Headers.GetValues("x-aimux-provider").Single());
    }

    [Fact]
    public async Task A_late_first_byte_is_hedged_and_the_loser_is_cancelled()
    {
        var isSlow = false;
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var one = await ScriptedUpstream.Start(async context =>
        {
            if (Volatile.Read(ref isSlow))
            {
                var left = new TaskCompletionSource();
                await using var gone = context.RequestAborted.Register(left.SetResult);
                await left.Task;
                cancelled.TrySetResult();
                return;
            }

            await Begin(context, Stream);
        });
        await using var two = await ScriptedUpstream.Start(context => Begin(context, Stream));
        var providers = InOrder(Some.Provider("one", one.BaseUrl), Some.Provider("two", two.BaseUrl));
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider("one", one.BaseUrl), Some.Provider("two", two.BaseUrl))
            {
                Routes = [providers.Routes!.Value[0] with { Hedge = true }],
            }
        );
        for (var i = 0; i < 25; i++)
        {
            await AssertServedBy("one", aimux, streaming: true);
        }

        Volatile.Write(ref isSlow, true);
        using var answer = await aimux.Chat(Some.Chat("r", streaming: true));

        Assert.Equal("two", answer.Headers.GetValues("x-aimux-provider").Single());
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        var decision = await aimux.EndedDecision(answer);
        Assert.Equal(
            ["Outrun", "Succeeded"],
            decision["attempts"]!.AsArray().Select(attempt => (string)attempt!["end"]!["outcome"]!)
        );
        Assert.True((bool)decision["attempts"]![1]!["hedge"]!);
        var lost = (await aimux.Grains.GetGrain<IQuotaGroupGrain>("one/a").GetSnapshots()).Single();
        Assert.Equal((0, null), (lost.InFlight, lost.RestsUntil));
    }

    [Fact]
    public async Task A_caller_who_leaves_ends_every_attempt_and_every_wait()
    {
        await using var silent = await Simulated.Start("one", new() { TimeToFirstTokenMs = 60_000 });
        var key = Some.Key("one", limits: new KeyLimits(Concurrency: 1));
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider(silent, key)),
            new AimuxOptions()
        );
        var room = aimux.Services.GetRequiredService<WaitingRoom>();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var asked = Enumerable.Range(0, 5).Select(_ => aimux.ChatStreamed(Some.StreamBody, leaving.Token)).ToList();
        await Until.True(() => silent.Stats.Snapshot().InFlight == 1 && room.Count == 4);

        await leaving.CancelAsync();

        foreach (var request in asked)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        }

        await Until.True(() => room.Count == 0 && silent.Stats.Snapshot().InFlight == 0);
        var grain = aimux.Grains.GetGrain<IQuotaGroupGrain>("one/a");
        await Until.True(async () => (await grain.GetSnapshots()).Single().InFlight == 0);
        Assert.Null((await grain.GetSnapshots()).Single().RestsUntil);
    }

    [Fact]
    public async Task With_all_resting_a_request_waits_for_the_first_to_reopen()
    {
        var (one, two) = (0, 0);
        await using var slow = await ScriptedUpstream.Start(context => Limited(context, ref one, 20_000));
        await using var quick = await ScriptedUpstream.Start(context => Limited(context, ref two, 200));
        await using var aimux = await RunningAimux.Start(
            InOrder(Some.Provider("one", slow.BaseUrl), Some.Provider("two", quick.BaseUrl)),
            new AimuxOptions()
        );

        await AssertServedBy("two", aimux);

        Assert.Equal((1, 2), (one, two));

        static Task Limited(HttpContext context, ref int asked, int milliseconds)
        {
            if (Interlocked.Increment(ref asked) > 1)
            {
                return Write(context, Answer);
            }

            context.Response.Headers["retry-after-ms"] = $"{milliseconds}";
            return Status(context, 429);
        }
    }

    [Fact]
    public async Task Too_many_at_once_wait_their_turn()
    {
        var (inFlight, most) = (0, 0);
        await using var narrow = await ScriptedUpstream.Start(async context =>
        {
            var now = Interlocked.Increment(ref inFlight);
            InterlockedMax(ref most, now);
            try
            {
                if (now > 1)
                {
                    context.Response.StatusCode = 429;
                    context.Response.Headers["retry-after-ms"] = "50";
                    await Write(
                        context,
                        """{"error":{"code":"1302","message":"High concurrency usage of this API"}}"""
                    );
                    return;
                }

                await Task.Yield();
                await Write(context, Answer);
            }
            finally
            {
                Interlocked.Decrement(ref inFlight);
            }
        });
        await using var aimux = await RunningAimux.Start(
            new FixedProviders(Some.Provider("one", narrow.BaseUrl)),
            new AimuxOptions()
        );

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => aimux.Chat(Some.ChatBody)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var known = most; value > known; known = most)
        {
            Interlocked.CompareExchange(ref most, value, known);
        }
    }

    private static async Task AssertServedBy(string provider, RunningAimux aimux, bool streaming)
    {
        using var answer = await aimux.Chat(Some.Chat("r", streaming));
        Assert.Equal(provider, answer.Headers.GetValues("x-aimux-provider").Single());
        await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private static async Task Begin(HttpContext context, string events, bool stall = false)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(events, Cancellation);
        if (stall)
        {
            await context.Response.Body.FlushAsync(Cancellation);
            var left = new TaskCompletionSource();
            await using var gone = context.RequestAborted.Register(left.SetResult);
            await left.Task;
        }
    }
}
