using System.Net;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>A provider that wastes time or never serves does not keep the first place that it once had.</summary>
[Collection(nameof(Undisturbed))]
public sealed class LostTimeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_provider_that_falls_silent_costs_one_caller_its_patience_and_no_more()
    {
        var impatient = ProviderTimeouts.Default with { FirstEvent = TimeSpan.FromMilliseconds(500) };
        await using var silent = await Simulated.Start("one");
        await using var healthy = await Simulated.Start("two", new(TimeToFirstTokenMs: 30));
        await using var aimux = await RunningAimux.Start(
            Some.Provider(silent) with
            {
                Timeouts = impatient,
            },
            Some.Provider(healthy)
        );
        for (var i = 0; i < 4; i++)
        {
            using (await aimux.Chat(Some.StreamBody)) { }
        }

        silent.Settings = silent.Settings with { Faults = new(StallBeforeFirstByte: 1) };
        silent.Stats.Reset();
        for (var i = 0; i < 20; i++)
        {
            using var answer = await aimux.Chat(Some.StreamBody);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.InRange(silent.Stats.Snapshot().Requests, 1, 2);
    }

    [Fact]
    public async Task A_provider_that_refuses_every_request_as_malformed_does_not_hide_one_that_would_serve()
    {
        await using var strict = await ScriptedUpstream.Start(context =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync("""{"error":{"message":"no such parameter"}}""", Cancellation);
        });
        await using var lenient = await Simulated.Start("two");
        await using var aimux = await RunningAimux.Start(Some.Provider("one", strict.BaseUrl), Some.Provider(lenient));

        using var first = await aimux.Chat(Some.ChatBody);
        using var second = await aimux.Chat(Some.ChatBody);
        using var third = await aimux.Chat(Some.ChatBody);

        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }
}
