using Aimux.Dashboard.Live;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Dashboard;

public sealed class ClusterFoldTests
{
    private static readonly DateTimeOffset Now = Some.Time;

    [Fact]
    public void In_whatever_order_events_come_the_newest_holds() =>
        Gen.Shuffle(Enumerable.Range(1, 8).ToArray())
            .Sample(stamps =>
            {
                var fold = new ClusterFold();
                foreach (var stamp in stamps)
                {
                    fold.Apply(Breaker(stamp), Now);
                    fold.Apply(new KeyChanged(stamp, Key() with { InFlight = stamp }), Now);
                }

                Assert.Equal(Now.AddSeconds(8), fold.Breaker("one").ReopensAt);
                Assert.Equal(8, fold.Key("one/a")!.InFlight);
            });

    [Fact]
    public void What_a_grain_said_of_itself_does_not_undo_what_was_heard_meanwhile()
    {
        var fold = new ClusterFold();
        fold.Apply(new KeyChanged(1, Key() with { Disabled = true }), Now);
        fold.Add(Key());
        Assert.True(fold.Key("one/a")!.Disabled);
    }

    [Fact]
    public void Figures_that_change_with_every_request_are_not_shown_at_once_and_states_are()
    {
        var fold = new ClusterFold();
        Assert.True(fold.Apply(new KeyChanged(1, Key()), Now));
        Assert.False(fold.Apply(new KeyChanged(2, Key() with { InFlight = 3 }), Now));
        Assert.True(fold.Apply(new KeyChanged(3, Key() with { RestsUntil = Now.AddSeconds(5) }), Now));
        Assert.False(fold.Apply(new KeyChanged(4, Key() with { RestsUntil = Now.AddSeconds(5), InFlight = 1 }), Now));
        Assert.True(fold.Apply(new KeyChanged(5, Key() with { OpensAt = Now.AddSeconds(1) }), Now));
        Assert.False(fold.Apply(new KeyChanged(4, Key() with { Disabled = true }), Now)); // older
        Assert.True(fold.Apply(Breaker(1), Now));
        Assert.False(fold.Apply(Breaker(1), Now));
    }

    private static BreakerChanged Breaker(int stamp) =>
        new(stamp, "one", new BreakerSnapshot(BreakerStatus.Open, Now.AddSeconds(stamp)));

    private static KeySnapshot Key() => new("one/a", "one", 0, null, null, Disabled: false, null, []);
}
