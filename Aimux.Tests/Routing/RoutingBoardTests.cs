using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Events;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Grains.Routing;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Routing;

public sealed class RoutingBoardTests
{
    private static readonly DateTimeOffset Now = Some.Time;
    private static readonly Uri Url = new("https://example.test/v1");
    private static readonly BreakerSnapshot Open = new(BreakerStatus.Open, Now);

    private readonly RoutingBoard _board = new(TimeProvider.System);

    [Fact]
    public void Knows_nobody_at_first()
    {
        Assert.Equal(0, _board.Current.Catalog.Version);
        Assert.Null(_board.FindProvider("a"));
    }

    [Fact]
    public void Takes_only_a_newer_catalog()
    {
        Publish(2, Some.Provider("a", Url));
        Publish(2, Some.Provider("b", Url));
        Publish(1, Some.Provider("c", Url));
        Assert.Equal(2, _board.Current.Catalog.Version);
        Assert.NotNull(_board.FindProvider("a"));
        Assert.Null(_board.FindProvider("b"));
        Assert.Null(_board.FindProvider("c"));
        Publish(3, Some.Provider("b", Url));
        Assert.Null(_board.FindProvider("a"));
        Assert.NotNull(_board.FindProvider("b"));
    }

    [Fact]
    public void What_is_older_than_known_is_dropped()
    {
        Publish(1, Some.Provider("a", Url));
        var provider = _board.FindProvider("a")!;

        _board.Apply(new BreakerChanged(5, "a", Open));
        _board.Apply(new BreakerChanged(5, "a", BreakerSnapshot.Closed));
        _board.Apply(new BreakerChanged(4, "a", BreakerSnapshot.Closed));
        Assert.Equal(Open, provider.Breaker);
        _board.Apply(new BreakerChanged(6, "a", BreakerSnapshot.Closed));
        Assert.Equal(BreakerSnapshot.Closed, provider.Breaker);

        _board.Apply(Key("a/a", 5, inFlight: 3));
        _board.Apply(Key("a/a", 4, inFlight: 9));
        Assert.Equal(3, provider.Keys.InFlight);
        _board.Apply(Key("a/a", 6, inFlight: 1));
        Assert.Equal(1, provider.Keys.InFlight);

        _board.Apply(Speed("a", 5, 500));
        _board.Apply(Speed("a", 4, 400));
        Assert.Equal(500, provider.Speed("m", 0)!.FirstToken.MeanMs);
        _board.Apply(Speed("a", 6, 600));
        Assert.Equal(600, provider.Speed("m", 0)!.FirstToken.MeanMs);
    }

    [Fact]
    public void Stamps_of_one_subject_say_nothing_about_another()
    {
        Publish(1, Some.Provider("a", Url, Some.Key("a", "x"), Some.Key("a", "y")), Some.Provider("b", Url));
        _board.Apply(new BreakerChanged(9, "a", Open));
        _board.Apply(new BreakerChanged(1, "b", Open));
        Assert.Equal(Open, _board.FindProvider("b")!.Breaker);
        _board.Apply(Key("a/x", 9, inFlight: 2));
        _board.Apply(Key("a/y", 1, inFlight: 3));
        Assert.Equal(5, _board.FindProvider("a")!.Keys.InFlight);
        _board.Apply(Speed("a", 9, 100, inputSize: 0));
        _board.Apply(Speed("a", 1, 900, inputSize: 1));
        Assert.Equal(900, _board.FindProvider("a")!.Speed("m", 1)!.FirstToken.MeanMs);
    }

    [Fact]
    public void The_speed_at_prompts_of_another_length_is_better_than_none()
    {
        Publish(1, Some.Provider("a", Url));
        _board.Apply(Speed("a", 1, 900, inputSize: 1));
        var provider = _board.FindProvider("a")!;
        Assert.Equal(900, provider.Speed("m", inputSize: 0)!.FirstToken.MeanMs);
        Assert.Null(provider.Speed("another", inputSize: 0));
    }

    [Fact]
    public void Another_catalog_keeps_what_is_known_of_those_who_stay()
    {
        Publish(1, Some.Provider("a", Url, Some.Key("a", "x"), Some.Key("a", "y")), Some.Provider("b", Url));
        _board.Apply(new BreakerChanged(5, "a", Open));
        _board.Apply(Speed("a", 5, 500));
        _board.Apply(Key("a/x", 5, inFlight: 3));
        _board.Apply(Key("a/y", 5, inFlight: 4));

        var limited = Some.Key("a", "y", new KeyLimits(Concurrency: 1));
        Publish(2, Some.Provider("a", new Uri("https://other.test/v1"), Some.Key("a", "x"), limited));
        var provider = _board.FindProvider("a")!;
        Assert.Equal("https://other.test/v1", provider.Definition.BaseUrl);
        Assert.Equal(Open, provider.Breaker);
        Assert.Equal(500, provider.Speed("m", 0)!.FirstToken.MeanMs);

        // The changed key starts anew, until its grain tells.
        Assert.Equal(3, provider.Keys.InFlight);

        // And what is old stays old.
        _board.Apply(new BreakerChanged(4, "a", BreakerSnapshot.Closed));
        Assert.Equal(Open, provider.Breaker);
        _board.Apply(Key("a/x", 4, inFlight: 9));
        Assert.Equal(3, provider.Keys.InFlight);
        _board.Apply(Key("a/y", 6, inFlight: 1));
        Assert.Equal(4, provider.Keys.InFlight);
    }

    [Fact]
    public void A_provider_that_left_is_forgotten()
    {
        Publish(1, Some.Provider("a", Url));
        _board.Apply(new BreakerChanged(5, "a", Open));
        Publish(2);
        Publish(3, Some.Provider("a", Url));
        Assert.Equal(BreakerSnapshot.Closed, _board.FindProvider("a")!.Breaker);
    }

    [Fact]
    public void News_of_somebody_unknown_changes_nothing()
    {
        Publish(1, Some.Provider("a", Url));
        _board.Apply(new BreakerChanged(1, "b", Open));
        _board.Apply(Speed("b", 1, 10));
        _board.Apply(Key("a/gone", 1, inFlight: 7));
        Assert.Equal(BreakerSnapshot.Closed, _board.FindProvider("a")!.Breaker);
        Assert.Equal(0, _board.FindProvider("a")!.Keys.InFlight);
        Assert.Null(_board.FindProvider("b"));
    }

    [Fact]
    public void Requests_of_one_route_share_one_budget_whatever_the_catalog()
    {
        Publish(1, Some.Provider("a", Url));
        Assert.True(_board.Budget(Some.Route("demo", "a")).Count(wantsToExplore: true));
        Publish(2, Some.Provider("a", Url));
        Assert.False(_board.Budget(Some.Route("demo", "a")).Count(wantsToExplore: true));
    }

    private static SpeedChanged Speed(string provider, long stamp, double ms, int inputSize = 0) =>
        new(stamp, provider, new ModelSpeed("m", inputSize, new LatencyEstimate(ms, ms, ms, 0, Now)));

    private static KeyChanged Key(string id, long stamp, int inFlight) =>
        new(stamp, new KeySnapshot(id, id[..id.IndexOf('/')], inFlight, null, null, false, null, []));

    private void Publish(long version, params ProviderDefinition[] providers)
    {
        ImmutableArray<ModelRoute> routes = [Some.Route("demo", [.. providers.Select(provider => provider.Id)])];
        _board.Apply(new CatalogChanged(new ProviderCatalog(version, Now, [.. providers], routes)));
    }
}
