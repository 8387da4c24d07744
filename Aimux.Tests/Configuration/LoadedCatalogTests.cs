using System.Collections.Immutable;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Silo.Configuration;
using Aimux.Tests.Support;
using Xunit;

namespace Aimux.Tests.Configuration;

public sealed class LoadedCatalogTests
{
    private static readonly ProviderDefinition One = Silent("one", "http://one.test/v1");
    private static readonly ProviderDefinition Two = Silent("two", "http://two.test/v1");

    [Fact]
    public void What_a_provider_says_is_served_under_its_own_names()
    {
        var loaded = LoadedCatalog.Empty.With(Configured(One, Two));
        Assert.False(loaded.KnowsAllModels);
        Assert.Empty(loaded.Routes);
        loaded = loaded.With([(One, ["x"]), (Two, ["x", "y"])]);
        Assert.True(loaded.KnowsAllModels);
        Assert.Equal(["x", "y"], Names(loaded));
        Assert.Equal(["x", "y"], loaded.Providers[1].Models);
    }

    [Fact]
    public void An_answer_that_says_nothing_changes_nothing()
    {
        var loaded = LoadedCatalog.Empty.With(Configured(One));
        Assert.Same(loaded, loaded.With([(One, [])]));
    }

    [Fact]
    public void A_provider_that_stays_need_not_say_again_what_it_serves()
    {
        var loaded = LoadedCatalog.Empty.With(Configured(One, Two)).With([(One, ["x"]), (Two, ["y"])]);
        var limited = One with { Keys = [Some.Key("one", limits: new KeyLimits(1))] };
        var moved = Two with { BaseUrl = "http://elsewhere.test/v1" };
        var after = loaded.With(Configured(limited, moved));
        Assert.Equal(["x"], after.Providers[0].Models);
        Assert.Equal(limited.Keys, after.Providers[0].Keys);
        Assert.Empty(after.Providers[1].Models);

        // Nor is it remembered where it was before.
        Assert.Empty(after.With(Configured(limited, Two)).Providers[1].Models);
    }

    [Fact]
    public void The_answer_of_a_provider_that_has_left_or_moved_since_is_dropped()
    {
        var loaded = LoadedCatalog.Empty.With(Configured(One));
        var moved = One with { BaseUrl = "http://elsewhere.test/v1" };
        Assert.Same(loaded, loaded.With([(Two, ["y"]), (moved, ["z"])]));
    }

    [Fact]
    public void Listed_models_stand_and_are_not_taken_for_what_was_said()
    {
        var listed = One with { Models = ["fixed"] };
        var loaded = LoadedCatalog.Empty.With(Configured(listed));
        Assert.True(loaded.KnowsAllModels);
        Assert.Equal(["fixed"], Names(loaded));
        Assert.False(loaded.With(Configured(One)).KnowsAllModels);
    }

    [Fact]
    public void Own_routes_come_first_and_may_be_the_only_ones()
    {
        ImmutableArray<ModelRoute> own = [Some.Route("best", "one")];
        var configured = Configured(One with { Models = ["x"] }) with { Routes = own };
        Assert.Equal(["best", "x"], Names(LoadedCatalog.Empty.With(configured)));
        configured = configured with { Discovered = false };
        Assert.Equal(["best"], Names(LoadedCatalog.Empty.With(configured)));
    }

    private static ConfiguredProviders Configured(params ProviderDefinition[] providers) =>
        new([.. providers], ImmutableDictionary<string, ApiSecret>.Empty, null, []);

    private static ProviderDefinition Silent(string id, string baseUrl) =>
        Some.Provider(id, new Uri(baseUrl)) with
        {
            Models = [],
        };

    /// <summary>Without the names that stand for what tools ask for.</summary>
    private static IEnumerable<string> Names(LoadedCatalog catalog) =>
        catalog.Routes.Where(route => !route.IsPattern).Select(route => route.Name);
}
