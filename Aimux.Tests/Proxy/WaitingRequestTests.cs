using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Proxy.Waiting;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>With every candidate resting, requests wait for the first to open instead of failing.</summary>
public sealed class WaitingRequestTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_waits_for_the_limit_of_its_only_key(bool streaming)
    {
        await using var provider = await Simulated.Start("one");
        var key = Some.Key("one", limits: new KeyLimits(RequestsPerMinute: 60));
        await using var aimux = await Start(new AimuxOptions(), Some.Provider(provider, key));
        await Task.WhenAll(Enumerable.Range(0, 60).Select(async _ => (await aimux.Chat(Some.ChatBody)).Dispose()));

        // The bucket is empty and refills one a second: each of these waits for its own.
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => aimux.Chat(Some.Chat(Some.Model, streaming)))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(63, provider.Stats.Snapshot().Succeeded);
        Assert.Equal(0, aimux.Services.GetRequiredService<WaitingRoom>().Count);
    }

    [Fact]
    public async Task A_request_waits_as_long_as_the_provider_asked()
    {
        var refusals = 0;
        await using var provider = await ScriptedUpstream.Start(async context =>
        {
            if (Interlocked.Increment(ref refusals) == 1)
            {
                context.Response.StatusCode = 429;
                context.Response.Headers["retry-after-ms"] = "300";
                return;
            }

            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(
                """{"choices":[{"message":{"role":"assistant","content":"hi"}}]}""",
                Cancellation
            );
        });
        await using var aimux = await Start(new AimuxOptions(), Some.Provider("one", provider.BaseUrl));
        var started = Stopwatch.GetTimestamp();

        using var answer = await aimux.Chat(Some.ChatBody);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("2", answer.Headers.GetValues("x-aimux-attempts").Single());
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(300), "It asked before the time.");
    }

    [Fact]
    public async Task What_opens_after_the_time_to_wait_fails_at_once_with_the_true_wait()
    {
        await using var provider = await Simulated.Start("one");
        var key = Some.Key("one", limits: new KeyLimits(RequestsPerMinute: 1));
        var options = new AimuxOptions { Routing = { MaxWait = TimeSpan.FromSeconds(5) } };
        await using var aimux = await Start(options, Some.Provider(provider, key));
        using (await aimux.Chat(Some.ChatBody)) { }

        using var answer = await aimux.Chat(Some.ChatBody);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 50, 60);
    }

    [Fact]
    public async Task Who_finds_no_room_gets_the_429_at_once()
    {
        await using var provider = await Simulated.Start("one", new() { TimeToFirstTokenMs = 60_000 });
        var key = Some.Key("one", limits: new KeyLimits(Concurrency: 1));
        var options = new AimuxOptions { Routing = { MaxWaiting = 1 } };
        await using var aimux = await Start(options, Some.Provider(provider, key));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var busy = aimux.ChatStreamed(Some.ChatBody, leaving.Token);
        await Until.True(() => provider.Stats.Snapshot().InFlight == 1);
        var waiting = aimux.ChatStreamed(Some.ChatBody, leaving.Token);
        var room = aimux.Services.GetRequiredService<WaitingRoom>();
        await Until.True(() => room.Count == 1);

        using var answer = await aimux.Chat(Some.ChatBody);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => busy);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Until.True(() => room.Count == 0);
    }

    [Fact]
    public async Task A_lease_that_comes_back_wakes_who_waits_for_it()
    {
        var gate = new TaskCompletionSource();
        var order = new ConcurrentQueue<string>();
        await using var provider = await ScriptedUpstream.Start(async context =>
        {
            if (order.IsEmpty)
            {
                order.Enqueue("first");
                await gate.Task;
            }

            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(
                """{"choices":[{"message":{"role":"assistant","content":"hi"}}]}""",
                Cancellation
            );
        });
        var key = Some.Key("one", limits: new KeyLimits(Concurrency: 1));
        await using var aimux = await Start(new AimuxOptions(), Some.Provider("one", provider.BaseUrl, key));
        var first = aimux.Chat(Some.ChatBody);
        await Until.True(() => !order.IsEmpty);
        var room = aimux.Services.GetRequiredService<WaitingRoom>();
        var others = Enumerable.Range(0, 8).Select(_ => aimux.Chat(Some.ChatBody)).ToList();
        await Until.True(() => room.Count == 8);

        gate.SetResult();

        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.All(await Task.WhenAll(others), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(9, provider.Requests.Count);
    }

    private static Task<RunningAimux> Start(AimuxOptions options, params ProviderDefinition[] providers) =>
        RunningAimux.Start(new FixedProviders(providers), options);
}
