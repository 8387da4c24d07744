using System.Globalization;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Proxy.Waiting;
using Aimux.Silo.Simulation;
using Aimux.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Aimux.Tests.Proxy;

/// <summary>Requests, usage and leases add up, whatever goes wrong.</summary>
public sealed partial class AttemptLoopFailureTests
{
    private const string SoakVariable = "AIMUX_SOAK_REQUESTS";
    private const int OutputTokens = 24;
    private const int Callers = 32;

    private static readonly FaultRates Everything = new(
        RateLimited: 0.001,
        RateLimitedBare: 0.0005,
        ServerError: 0.02,
        Unavailable: 0.01,
        Overloaded: 0.0005,
        ResetBeforeHeaders: 0.02,
        StallBeforeFirstByte: 0.001,
        StallMidStream: 0.001,
        CutMidStream: 0.01,
        EndMidStream: 0.01,
        MalformedStream: 0.01,
        ErrorInBody: 0.01,
        ErrorMidStream: 0.01,
        EmptyBody: 0.01
    );

    [Fact]
    public async Task A_soak_of_faults_and_aborts_leaves_nothing_behind()
    {
        var requests = int.Parse(
            Environment.GetEnvironmentVariable(SoakVariable) ?? "3000",
            CultureInfo.InvariantCulture
        );
        var settings = new SimulatedProviderSettings(
            TimeToFirstTokenMs: 1,
            OutputTokens: OutputTokens,
            Seed: 1,
            Faults: Everything
        );
        var providers = new List<SimulatedProvider>();
        foreach (var name in new[] { "one", "two", "three" })
        {
            providers.Add(await Simulated.Start(name, settings with { Seed = providers.Count }));
        }

        string[] names = ["a", "b", "c", "d", "e", "f"];
        var definitions = providers.Select(provider =>
            Some.Provider(provider, [.. names.Select(name => Some.Key(provider.Name, name))]) with
            {
                Timeouts = Impatient,
            }
        );
        await using var aimux = await RunningAimux.Start(
            new FixedProviders([.. definitions]),
            new AimuxOptions { Routing = { MaxWait = TimeSpan.FromSeconds(2) } }
        );
        using var counted = new Counted(aimux);

        var ended = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Call(aimux, caller, requests)));

        // :: Nothing is under way any more: no request, no lease, no wait.
        await Until.True(() => counted["aimux.requests.active"] == 0);
        foreach (var group in providers.SelectMany(provider => names.Select(name => $"{provider.Name}/{name}")))
        {
            var grain = aimux.Grains.GetGrain<IQuotaGroupGrain>(group);
            await Until.True(async () => (await grain.GetSnapshots()).Single().InFlight == 0);
        }

        Assert.Equal(0, aimux.Services.GetRequiredService<WaitingRoom>().Count);

        // :: Nothing is lost, nothing counted twice.
        var (sent, answered) = (ended.Sum(caller => caller.Sent), ended.Sum(caller => caller.Answered));
        Assert.Equal(requests, sent);
        Assert.InRange(counted["aimux.requests"], answered, sent);
        Assert.Equal(counted["aimux.leases aimux.result=granted"], counted["aimux.attempts"]);
        var arrived = providers.Sum(provider => provider.Stats.Snapshot().Requests);
        var mayNotHaveArrived = counted["aimux.attempts aimux.outcome=CallerLeft"];
        Assert.InRange(arrived, counted["aimux.attempts"] - mayNotHaveArrived, counted["aimux.attempts"]);
        var succeeded = counted["aimux.attempts aimux.outcome=Succeeded"];
        Assert.True(succeeded >= requests * 4L / 5, $"Only {succeeded} of {requests} succeeded: it did not test much.");
        Assert.Equal(succeeded * OutputTokens, counted["gen_ai.client.token.usage gen_ai.token.type=output"]);
        TestContext.Current.SendDiagnosticMessage(
            "{0} sent, {1} answered, {2} attempts, {3} succeeded, {4} left by their callers",
            sent,
            answered,
            counted["aimux.attempts"],
            succeeded,
            mayNotHaveArrived
        );
        foreach (var provider in providers)
        {
            await provider.DisposeAsync();
        }
    }

    private static async Task<(int Sent, int Answered)> Call(RunningAimux aimux, int caller, int requests)
    {
        var random = new Random(caller);
        var (sent, answered) = (0, 0);
        for (var i = caller; i < requests; i += Callers)
        {
            sent++;
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            if (random.Next(10) == 0)
            {
                leaving.CancelAfter(random.Next(1, 20));
            }

            try
            {
                using var answer = await aimux.ChatStreamed(Body(i, streaming: random.Next(2) == 0), leaving.Token);
                await answer.Content.ReadAsStringAsync(leaving.Token);
                answered++;
            }
            catch (Exception failure)
                when (failure is OperationCanceledException or HttpRequestException or IOException
                    && !Cancellation.IsCancellationRequested
                )
            {
                // It left, or its answer was cut off honestly.
            }
        }

        return (sent, answered);
    }

    private static string Body(int number, bool streaming) =>
        $$"""{"model":"demo","stream":{{(streaming ? """true,"stream_options":{"include_usage":true}""" : "false")}},"messages":[{"role":"user","content":"Hello {{number}}"}]}""";
}
