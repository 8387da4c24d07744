using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Routing;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Routing;

public sealed class ProviderEntryTests
{
    private static readonly DateTimeOffset Now = Some.Time;
    private static readonly Uri Url = new("https://example.test/v1");

    private long _stamp;

    [Fact]
    public void A_key_of_which_nothing_is_known_has_headroom()
    {
        Assert.Equal(["p/a"], Keys(Entry("a")).KeyIds);
        Assert.Equal(["p/a", "p/b"], Keys(Entry("a", "b")).KeyIds.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_provider_without_keys_has_none()
    {
        var entry = new ProviderEntry(Some.Provider("p", Url) with { Keys = [] }, null);
        Assert.Empty(Keys(entry).KeyIds);
        Assert.Null(Keys(entry).ReopensAt);
    }

    [Fact]
    public void A_resting_key_is_passed_over_until_it_opens()
    {
        var alone = Entry("a");
        Tell(alone, "a", rests: Now.AddSeconds(5));
        Assert.Empty(Keys(alone).KeyIds);
        Assert.Equal(Now.AddSeconds(5), Keys(alone).ReopensAt);
        Assert.Equal(["p/a"], alone.Keys.Choose("m", null, Now.AddSeconds(5), new Random(1), out _));

        var several = Entry("a", "b", "c", "d");
        Tell(several, "a", rests: Now.AddSeconds(9));
        Tell(several, "b", opens: Now.AddSeconds(4));
        Tell(several, "c", rests: Now.AddSeconds(-1));

        // Whichever key the search begins with.
        for (var seed = 0; seed < 20; seed++)
        {
            var keys = several.Keys.Choose("m", null, Now, new Random(seed), out _);
            Assert.Equal(["p/c", "p/d"], keys.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void A_key_opens_when_both_its_rest_and_its_limit_allow()
    {
        var entry = Entry("a");
        Tell(entry, "a", rests: Now.AddSeconds(2), opens: Now.AddSeconds(7));
        Assert.Equal(Now.AddSeconds(7), Keys(entry).ReopensAt);
        Tell(entry, "a", rests: Now.AddSeconds(8), opens: Now.AddSeconds(3));
        Assert.Equal(Now.AddSeconds(8), Keys(entry).ReopensAt);
    }

    [Fact]
    public void A_disabled_key_never_opens_by_itself()
    {
        var alone = Entry("a");
        Tell(alone, "a", rests: Now.AddSeconds(5), disabled: true);
        Assert.Empty(Keys(alone).KeyIds);
        Assert.Null(Keys(alone).ReopensAt);

        var several = Entry("a", "b");
        Tell(several, "a", rests: Now.AddSeconds(5), disabled: true);
        Tell(several, "b", rests: Now.AddSeconds(6));
        Assert.Equal(Now.AddSeconds(6), Keys(several).ReopensAt);
        Assert.Empty(Keys(several).KeyIds);
    }

    [Fact]
    public void The_least_loaded_key_goes_first()
    {
        var entry = Entry("a", "b", "c");
        Tell(entry, "a", inFlight: 5);
        Tell(entry, "b", inFlight: 1);
        Tell(entry, "c", inFlight: 3);
        Assert.Equal(["p/b", "p/c", "p/a"], Keys(entry).KeyIds);
        Assert.Equal(9, entry.Keys.InFlight);
    }

    [Fact]
    public void A_key_of_more_weight_bears_more()
    {
        var heavy = Some.Key("p", "heavy") with { Weight = 4 };
        var entry = new ProviderEntry(Some.Provider("p", Url, Some.Key("p", "light"), heavy), null);
        Tell(entry, "heavy", inFlight: 7);
        Tell(entry, "light", inFlight: 2);
        Assert.Equal(["p/heavy", "p/light"], Keys(entry).KeyIds);
        Tell(entry, "heavy", inFlight: 9);
        Assert.Equal(["p/light", "p/heavy"], Keys(entry).KeyIds);
    }

    [Fact]
    public void Equal_keys_take_turns()
    {
        var entry = Entry("a", "b", "c");
        var random = new Random(1);
        var first = Enumerable
            .Range(0, 3_000)
            .CountBy(_ => entry.Keys.Choose("m", null, Now, random, out var _)[0])
            .ToDictionary(count => count.Key, count => count.Value, StringComparer.Ordinal);
        Assert.Equal(3, first.Count);
        Assert.All(first.Values, count => Assert.InRange(count, 850, 1_150));
    }

    private static ProviderEntry Entry(params string[] keys) =>
        new(Some.Provider("p", Url, [.. keys.Select(name => Some.Key("p", name))]), null);

    private static (ImmutableArray<string> KeyIds, DateTimeOffset? ReopensAt) Keys(ProviderEntry entry) =>
        (entry.Keys.Choose("m", null, Now, new Random(1), out var opensNext), opensNext?.OpensAt);

    private void Tell(
        ProviderEntry entry,
        string name,
        int inFlight = 0,
        DateTimeOffset? rests = null,
        DateTimeOffset? opens = null,
        bool disabled = false
    )
    {
        var key = entry.Keys.All.Single(key => key.Definition.Id == "p/" + name);
        entry.Keys.Apply(
            key,
            new KeySnapshot(key.Definition.Id, "p", inFlight, rests, null, disabled, opens, []),
            ++_stamp
        );
    }
}
