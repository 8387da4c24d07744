using Aimux.Grains.Interfaces.Health;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Proxy;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Proxy;

public sealed class HealthProberTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    [Theory]
    [InlineData(BreakerStatus.Open, -1, AttemptOutcome.ConnectFailed, true)]
    [InlineData(BreakerStatus.HalfOpen, -1, AttemptOutcome.NameNotResolved, true)]
    [InlineData(BreakerStatus.Open, 1, AttemptOutcome.ConnectFailed, false)]
    [InlineData(BreakerStatus.Open, -1, AttemptOutcome.ServerError, false)]
    [InlineData(BreakerStatus.Isolated, -1, AttemptOutcome.ConnectFailed, false)]
    [InlineData(BreakerStatus.Closed, -1, AttemptOutcome.ConnectFailed, false)]
    public void Only_who_was_out_of_reach_recovers_by_a_look(
        BreakerStatus status,
        int seconds,
        AttemptOutcome cause,
        bool may
    ) =>
        Assert.Equal(
            may,
            HealthProbes.MayRecover(new BreakerSnapshot(status, Now.AddSeconds(seconds), Cause: cause), Now)
        );

    [Fact]
    public void Who_was_asked_lately_is_not_idle()
    {
        Assert.True(HealthProbes.IsIdle(BreakerSnapshot.Closed, Now.AddSeconds(-60), Now));
        Assert.False(HealthProbes.IsIdle(BreakerSnapshot.Closed, Now.AddSeconds(-59), Now));
        Assert.False(HealthProbes.IsIdle(new BreakerSnapshot(BreakerStatus.Open, Now), default, Now));
    }

    [Fact]
    public async Task A_provider_that_comes_back_is_noticed_without_a_caller()
    {
        await using var provider = await Simulated.Start("one");
        await using var aimux = await RunningAimux.Start(Some.Provider(provider));
        await provider.RefuseConnectionsAsync();
        var grain = aimux.Grains.GetGrain<IProviderGrain>("one");
        while ((await grain.GetSnapshot()).Breaker.Status == BreakerStatus.Closed)
        {
            using var failed = await aimux.Chat(Some.ChatBody);
        }

        Assert.Equal(AttemptOutcome.ConnectFailed, (await grain.GetSnapshot()).Breaker.Cause);
        await provider.AcceptConnectionsAsync();

        await Until.True(async () => (await grain.GetSnapshot()).Breaker.Status == BreakerStatus.Closed);
        Assert.Equal(0, provider.Stats.Snapshot().Requests);
    }

    [Fact]
    public async Task Who_wants_no_looks_gets_none()
    {
        await using var provider = await Simulated.Start("one");
        var options = new AimuxOptions { Routing = { Probes = ProbeChoice.Off, MaxWait = TimeSpan.Zero } };
        await using var aimux = await RunningAimux.Start(new FixedProviders(Some.Provider(provider)), options);
        await provider.RefuseConnectionsAsync();
        var grain = aimux.Grains.GetGrain<IProviderGrain>("one");
        while ((await grain.GetSnapshot()).Breaker.Status == BreakerStatus.Closed)
        {
            using var failed = await aimux.Chat(Some.ChatBody);
        }

        await provider.AcceptConnectionsAsync();
        var reopens = (await grain.GetSnapshot()).Breaker.ReopensAt!.Value;
        await Until.True(() => TimeProvider.System.GetUtcNow() > reopens.AddSeconds(2));

        Assert.NotEqual(BreakerStatus.Closed, (await grain.GetSnapshot()).Breaker.Status);
    }
}
