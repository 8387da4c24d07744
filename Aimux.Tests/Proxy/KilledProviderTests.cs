using System.Collections.Concurrent;
using System.Net;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>The fastest provider's process is killed while many callers stream from it.</summary>
[Collection(nameof(Undisturbed))]
public sealed class KilledProviderTests
{
    private const int Callers = 64;
    private const int RequestsBeforeTheKill = 256;
    private const int RequestsAfterTheKill = 512;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_caller_whose_stream_had_not_begun_sees_an_error()
    {
        using var fastest = await SimulatedProcess.Start(
            "--name",
            "fastest",
            "--ttft",
            "20",
            "--tps",
            "400",
            "--tokens",
            "20"
        );
        await using var second = await Simulated.Start(
            "second",
            new(TimeToFirstTokenMs: 60, TokensPerSecond: 400, OutputTokens: 20)
        );
        await using var third = await Simulated.Start(
            "third",
            new(TimeToFirstTokenMs: 120, TokensPerSecond: 400, OutputTokens: 20)
        );
        await using var aimux = await RunningAimux.Start(
            Some.Provider("fastest", fastest.BaseUrl),
            Some.Provider(second),
            Some.Provider(third)
        );
        var ends = new ConcurrentQueue<(string Provider, bool Complete, string? Why)>();
        using var enough = new SemaphoreSlim(0);
        var remaining = RequestsBeforeTheKill + RequestsAfterTheKill;
        var callers = Enumerable
            .Range(0, Callers)
            .Select(_ =>
                Task.Run(
                    async () =>
                    {
                        while (Interlocked.Decrement(ref remaining) >= 0)
                        {
                            ends.Enqueue(await Stream(aimux));
                            enough.Release();
                        }
                    },
                    Cancellation
                )
            )
            .ToArray();
        for (var i = 0; i < RequestsBeforeTheKill; i++)
        {
            await enough.WaitAsync(Cancellation);
        }

        await fastest.Kill();
        await Task.WhenAll(callers);

        // A stream that had begun at the killed provider may break, but it says so; everybody else is served.
        Assert.All(ends, end => Assert.True(end.Complete || end.Provider == "fastest", $"{end.Provider}: {end.Why}"));
        Assert.All(
            ends.Where(end => !end.Complete),
            end => Assert.Contains("\"error\"", end.Why!, StringComparison.Ordinal)
        );
        Assert.Contains(ends, end => end.Provider == "fastest" && end.Complete);
        Assert.True(ends.Count(end => !end.Complete) <= Callers);
        Assert.Equal(RequestsBeforeTheKill + RequestsAfterTheKill, ends.Count);
    }

    private static async Task<(string Provider, bool Complete, string? Why)> Stream(RunningAimux aimux)
    {
        using var answer = await aimux.ChatStreamed(Some.StreamBody);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return ("nobody", false, $"{answer.StatusCode}: {text}");
        }

        var complete = text.EndsWith("data: [DONE]\n\n", StringComparison.Ordinal);
        return (answer.Headers.GetValues("x-aimux-provider").Single(), complete, complete ? null : text);
    }
}
