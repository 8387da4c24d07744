using System.Collections.Immutable;
using Aimux.Dashboard.Components.Keys;
using Aimux.Dashboard.Components.Overview;
using Aimux.Dashboard.Configuration;
using Aimux.Dashboard.Live;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.History;
using Aimux.Grains.Interfaces.Limits;
using Aimux.Tests.Support;
using Bunit;
using Xunit;

namespace Aimux.Tests.Components;

/// <summary>Cards of providers and keys, and the figures above them.</summary>
public sealed class CardTests
{
    [Fact]
    public async Task A_provider_that_rests_says_why_and_when_it_opens()
    {
        await using var page = new PageContext();
        var until = Some.Time.AddSeconds(20);
        var card = page.Render<ProviderCard>(each =>
            each.Add(
                it => it.Provider,
                Provider(new Standing(Condition.Cooling, until, AttemptOutcome.ServerError)) with
                {
                    LastFailure = new LastFailure(AttemptOutcome.ServerError, Some.Time),
                }
            )
        );

        Assert.Equal("Cooling", card.Find("article").GetAttribute("data-condition"));
        Assert.NotNull(card.Find("header time[data-until]"));
        Assert.StartsWith("Last error: server error", card.Find(".last-failure").TextContent, StringComparison.Ordinal);
        Assert.NotNull(card.Find(".last-failure time[data-since]"));
    }

    [Fact]
    public async Task A_provider_without_a_sample_has_dashes_and_no_nonsense()
    {
        await using var page = new PageContext();
        var card = page.Render<ProviderCard>(each => each.Add(it => it.Provider, Provider(new(Condition.Unknown))));

        Assert.Equal("–", Fact(card, "Score"));
        Assert.Equal("–", Fact(card, "p95"));
        Assert.Equal("–", Fact(card, "Errors"));
        Assert.Empty(card.FindAll(".last-failure"));
    }

    [Fact]
    public async Task Many_keys_are_a_link()
    {
        await using var page = new PageContext();
        var keys = Enumerable.Range(0, 7).Select(number => Key($"k{number}"));
        var card = page.Render<ProviderCard>(each =>
            each.Add(it => it.Provider, Provider(new(Condition.Ready)) with { Keys = [.. keys] })
        );

        Assert.Equal(5, card.FindAll(".key-rows li").Count);
        Assert.Equal("3 more keys", card.Find(".key-rows a").TextContent);
        Assert.Equal("/keys?provider=one", card.Find(".key-rows a").GetAttribute("href"));
    }

    [Fact]
    public async Task The_last_minute_tells_failures_apart_from_nothing()
    {
        await using var page = new PageContext();
        var quiet = page.Render<Totals>(each => each.Add(it => it.Flow, Flow.None));
        var busy = page.Render<Totals>(each =>
            each.Add(it => it.Flow, new Flow(1000, 995, 5, 16.7, 250, 310, 1200, 900, 2000, 0.02))
        );

        Assert.Equal(["0", "–", "–", "0", "–"], quiet.FindAll(".tile-value").Select(value => value.TextContent));
        Assert.Equal(
            ["16.7", "99.5 %", "310 ms", "250", "$1.20"],
            busy.FindAll(".tile-value").Select(value => value.TextContent)
        );
        Assert.Contains("5 failed", busy.Markup, StringComparison.Ordinal);
        Assert.Empty(busy.FindAll(".tile-value.bad"));
    }

    [Fact]
    public async Task What_needs_somebody_is_told_in_words_and_what_the_operator_did_is_not()
    {
        await using var page = new PageContext();
        var providers = ImmutableArray.Create(
            Provider(new(Condition.Cooling)),
            Provider(new(Condition.Paused)) with
            {
                Definition = Some.Provider("two", new Uri("http://127.0.0.1:1/v1")),
            },
            Provider(new(Condition.Degraded)) with
            {
                Definition = Some.Provider("three", new Uri("http://127.0.0.1:1/v1")),
                Keys =
                [
                    Key("a") with
                    {
                        Standing = new(Condition.AuthFailed),
                    },
                    Key("b") with
                    {
                        Standing = new(Condition.AuthFailed),
                    },
                    Key("c"),
                ],
            }
        );

        var strip = page.Render<ProblemStrip>(each => each.Add(it => it.Providers, providers));

        Assert.StartsWith(
            "one is cooling, 2 keys auth failed.",
            strip.Find("span").TextContent.Trim(),
            StringComparison.Ordinal
        );
        Assert.Empty(
            page.Render<ProblemStrip>(each => each.Add(it => it.Providers, [Provider(new(Condition.Ready))]))
                .Markup.Trim()
        );
    }

    [Fact]
    public async Task A_key_shows_what_is_left_of_each_limit_and_when_it_will_be_empty()
    {
        await using var page = new PageContext();
        var empty = Some.Time.AddMinutes(4);
        var card = page.Render<KeyCard>(each =>
            each.Add(
                    it => it.Key,
                    Key("a") with
                    {
                        Buckets =
                        [
                            new(
                                "requests/min",
                                LimitUnit.Requests,
                                BucketSource.Configured,
                                100,
                                25,
                                Some.Time.AddHours(1),
                                empty
                            ),
                            new("tokens/min", LimitUnit.Tokens, BucketSource.Learned, null, 1234, null, null),
                        ],
                    }
                )
                .Add(it => it.Row, new KeyRow("one", "a", "env:KEY"))
        );

        var meters = card.FindAll("[role=meter]");
        Assert.Equal(["25", "100"], meters.Select(meter => meter.GetAttribute("aria-valuenow")));
        Assert.Equal("25 of 100 left", meters[0].GetAttribute("aria-valuetext"));
        Assert.Equal("tokens/min (learned)", meters[1].GetAttribute("aria-label"));
        Assert.Equal(
            "2026-01-02T03:08:05.000Z",
            Assert.Single(card.FindAll(".forecast time")).GetAttribute("data-until")
        );
        Assert.Contains("whole again", card.Find(".forecast").TextContent, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("[aria-label='Reset one/a']")); // it serves
        Assert.NotNull(card.Find("[aria-label='Edit one/a']"));
    }

    [Fact]
    public async Task A_key_not_asked_yet_is_not_a_key_without_limits()
    {
        await using var page = new PageContext();
        Assert.Contains("Asking", Card(page, Key("a")).Markup, StringComparison.Ordinal);
        Assert.Contains(
            "No limit is known yet",
            Card(page, Key("a") with { Buckets = [] }).Markup,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_key_that_rests_can_be_reset_and_one_of_the_environment_not_edited()
    {
        await using var page = new PageContext();
        var resting = new Standing(Condition.QuotaExhausted, Some.Time.AddHours(1), AttemptOutcome.QuotaExhausted);

        var card = Card(page, Key("a") with { Standing = resting, Buckets = [] });

        Assert.NotNull(card.Find("[aria-label='Reset one/a']"));
        Assert.StartsWith("Rests because: quota used up", card.Find(".reason").TextContent, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("[aria-label='Edit one/a']"));
        Assert.Contains("from the environment", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_vendor_says_is_shown_beside_what_Aimux_counted()
    {
        await using var page = new PageContext();
        var reading = new QuotaReading(
            [new QuotaWindow("5 hours", "prompts", Limit: 120, Remaining: 30)],
            Some.Time,
            "It was slow to answer."
        );

        var card = Card(page, Key("a") with { Quota = reading, Buckets = [] });

        Assert.Equal("25", card.Find("[role=meter]").GetAttribute("aria-valuenow"));
        Assert.Equal("30 of 120 prompts", card.Find("[role=meter]").GetAttribute("aria-valuetext"));
        Assert.Contains("It was slow to answer.", card.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disabling_a_key_is_one_change_of_the_configuration()
    {
        await using var page = new PageContext();
        var card = Card(page, Key("a") with { Buckets = [] }, new KeyRow("one", "a", "env:KEY"));

        await card.Find("[aria-label='Disable one/a']").ClickAsync();

        var (change, version) = Assert.Single(page.Store.Applied);
        Assert.Equal(new ConfigurationChange.EnableKey("one", "a", Enabled: false), change);
        Assert.Null(version);
        Assert.Equal("one/a is disabled", Assert.Single(page.Said));
    }

    [Fact]
    public async Task A_change_that_is_refused_says_why_and_stays_until_it_was_read()
    {
        await using var page = new PageContext();
        page.Store.Refuse("enabled", "The file cannot be written.");
        var card = page.Render<DisabledKeyCard>(each => each.Add(it => it.Row, new KeyRow("one", "a", "env:KEY")));

        await card.Find("[aria-label='Enable one/a']").ClickAsync();

        Assert.Equal("The file cannot be written.", Assert.Single(page.Said));
    }

    private static IRenderedComponent<KeyCard> Card(PageContext page, KeyView key, KeyRow? row = null) =>
        page.Render<KeyCard>(each => each.Add(it => it.Key, key).Add(it => it.Row, row));

    private static string Fact(IRenderedComponent<ProviderCard> card, string name) =>
        card.FindAll(".facts > div")
            .Single(fact => fact.QuerySelector("dt")!.TextContent == name)
            .QuerySelector("dd")!
            .TextContent;

    private static KeyView Key(string name) =>
        new(Some.Key("one", name, new KeyLimits(100)), null, new Standing(Condition.Ready), null);

    private static ProviderView Provider(Standing standing) =>
        new(
            Some.Provider("one", new Uri("http://127.0.0.1:1/v1")),
            standing,
            null,
            BreakerSnapshot.Closed,
            [Key("a")],
            [],
            [],
            Flow.None,
            [],
            null
        );
}
