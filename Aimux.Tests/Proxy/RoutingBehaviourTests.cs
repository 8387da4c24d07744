using System.Diagnostics;
using System.Net;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>Traffic follows speed: to the fastest, away from it when it slows down, back when it recovers.</summary>
[Collection(nameof(Undisturbed))]
public sealed class RoutingBehaviourTests
{
    private const string Fast = "fast";

    [Fact]
    public async Task Requests_go_to_the_fastest_leave_it_when_it_slows_and_return_when_it_recovers()
    {
        await using var fast = await Simulated.Start(Fast, new(TimeToFirstTokenMs: 50));
        await using var steady = await Simulated.Start("steady", new(TimeToFirstTokenMs: 150));
        await using var slow = await Simulated.Start("slow", new(TimeToFirstTokenMs: 400));
        await using var aimux = await RunningAimux.Start(
            Some.Provider(slow),
            Some.Provider(fast),
            Some.Provider(steady)
        );

        // 1. Of 300 requests after the first 30 at least 95 % go to the fastest.
        await Send(aimux, 30);
        var (served, explored) = await Send(aimux, 300);
        Assert.InRange(served.Count(provider => provider == Fast), 285, 300);
        Assert.InRange(explored, 0, 15);

        // 2. It becomes slow: within 20 requests traffic has moved.
        fast.Settings = fast.Settings with
        {
            TimeToFirstTokenMs = 800,
        };
        await Send(aimux, 20);
        (served, _) = await Send(aimux, 30);
        Assert.InRange(served.Count(provider => provider == Fast), 0, 2);

        // 3. It recovers: exploration finds out within a minute, on no more than 5 % of the requests.
        fast.Settings = fast.Settings with
        {
            TimeToFirstTokenMs = 50,
        };
        var recovered = Stopwatch.GetTimestamp();
        var sent = 0;
        var exploring = 0;
        var inARow = 0;
        while (inARow < 10)
        {
            Assert.True(
                Stopwatch.GetElapsedTime(recovered) < TimeSpan.FromSeconds(60),
                $"Not back after {sent} requests."
            );
            (served, explored) = await Send(aimux, 1);
            inARow = served[0] == Fast ? inARow + 1 : 0;
            sent++;
            exploring += explored;
        }

        Assert.True(exploring <= 2 + sent * 0.05, $"{exploring} of {sent} requests explored.");
        TestContext.Current.TestOutputHelper?.WriteLine($"back after {sent} requests, {exploring} of them exploring");
    }

    /// <returns>Who served each request, and how many of them were sent to learn.</returns>
    private static async Task<(List<string> Served, int Explored)> Send(RunningAimux aimux, int count)
    {
        var served = new List<string>();
        var explored = 0;
        for (var i = 0; i < count; i++)
        {
            using var answer = await aimux.Chat(Some.StreamBody);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            served.Add(answer.Headers.GetValues("x-aimux-provider").Single());
            var decision = await aimux.Decision(answer);
            explored += (string)decision["candidates"]![0]!["reason"]! is "Exploration" or "Probe" ? 1 : 0;
        }

        return (served, explored);
    }
}
