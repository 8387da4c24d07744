using System.Net;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Simulation;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>256 callers at once, and the fastest of three providers begins to fail: no error reaches anybody.</summary>
public sealed class FailoverUnderLoadTests
{
    private const string Refuse = "refuse";
    private const int Callers = 256;
    private const int Rounds = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Refuse)]
    [InlineData(nameof(FaultRates.ResetBeforeHeaders))]
    [InlineData(nameof(FaultRates.StallBeforeFirstByte))]
    [InlineData(nameof(FaultRates.ServerError))]
    [InlineData(nameof(FaultRates.Overloaded))]
    [InlineData(nameof(FaultRates.RateLimitedBare))]
    public async Task No_error_reaches_a_caller(string fault)
    {
        // A refused provider also cuts what is under way: a stream that had begun could not be had elsewhere.
        var body = Some.Chat(Some.Model, streaming: fault != Refuse);
        await using var fast = await Simulated.Start("fast", new() { TimeToFirstTokenMs = 10 });
        await using var middle = await Simulated.Start("middle", new() { TimeToFirstTokenMs = 40 });
        await using var slow = await Simulated.Start("slow", new() { TimeToFirstTokenMs = 80 });
        await using var aimux = await RunningAimux.Start(
            Some.Provider(fast) with
            {
                Timeouts = ProviderTimeouts.Default with { FirstEvent = TimeSpan.FromMilliseconds(500) },
            },
            Some.Provider(middle),
            Some.Provider(slow)
        );
        for (var i = 0; i < 10; i++)
        {
            using var warm = await aimux.Chat(body);
        }

        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, Callers).Select(caller => Call(caller, gate.Task)).ToList();
        await Break(fast, fault);
        gate.SetResult();

        var answers = await Task.WhenAll(calls);
        Assert.All(answers.SelectMany(each => each), answer => Assert.Equal((HttpStatusCode.OK, true), answer));

        async Task<(HttpStatusCode Status, bool Whole)[]> Call(int caller, Task broken)
        {
            var mine = new (HttpStatusCode Status, bool Whole)[Rounds];
            for (var round = 0; round < Rounds; round++)
            {
                // The first round meets the fault in its middle, the others all of it.
                await (round == 0 && caller % 2 == 0 ? Task.CompletedTask : broken);
                using var answer = await aimux.Chat(body);
                var text = (await answer.Content.ReadAsStringAsync(Cancellation)).TrimEnd();
                mine[round] = (answer.StatusCode, text[^1] is ']' or '}');
            }

            return mine;
        }
    }

    private static async Task Break(SimulatedProvider provider, string fault)
    {
        if (fault == Refuse)
        {
            await provider.RefuseConnectionsAsync();
            return;
        }

        provider.Change(settings => settings with { Faults = Faults.Always(fault) });
    }
}
