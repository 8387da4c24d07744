using Aimux.Dashboard.Components.Controls;
using Aimux.Dashboard.Components.Settings;
using Aimux.Dashboard.Configuration;
using Aimux.Dashboard.Live;
using Aimux.Tests.Support;
using Bunit;
using Xunit;

namespace Aimux.Tests.Components;

/// <summary>The small parts of pages.</summary>
public sealed class ControlTests
{
    [Fact]
    public async Task A_countdown_gives_the_browser_an_absolute_time_to_count_to()
    {
        await using var page = new PageContext();
        var time = page.Render<Countdown>(each => each.Add(it => it.Until, Some.Time)).Find("time");

        Assert.Equal("2026-01-02T03:04:05.000Z", time.GetAttribute("data-until"));
        Assert.Equal("2026-01-02T03:04:05.000Z", time.GetAttribute("datetime"));
        Assert.Empty(time.TextContent); // the browser's, who knows its own clock
    }

    [Fact]
    public async Task Each_condition_has_a_word_and_a_shape_of_its_own()
    {
        await using var page = new PageContext();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var shapes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var condition in Enum.GetValues<Condition>())
        {
            var mark = page.Render<ConditionMark>(each => each.Add(it => it.Standing, new Standing(condition)));
            Assert.True(seen.Add(mark.Find(".condition > span").TextContent), condition.ToString());
            Assert.True(shapes.Add(mark.Find("svg").InnerHtml), condition.ToString());
            Assert.Equal("true", mark.Find("svg").GetAttribute("aria-hidden"));
            Assert.Empty(mark.FindAll("time"));
        }
    }

    [Fact]
    public async Task Who_comes_back_by_itself_says_when()
    {
        await using var page = new PageContext();
        var standing = new Standing(Condition.Cooling, Some.Time);
        var mark = page.Render<ConditionMark>(each => each.Add(it => it.Standing, standing));
        Assert.NotNull(mark.Find("time[data-until]"));
    }

    [Theory]
    [InlineData(0.42, "42", false)]
    [InlineData(0.05, "5", true)]
    [InlineData(-3, "0", true)]
    [InlineData(7, "100", false)]
    public async Task A_bar_says_how_much_is_left_to_eyes_and_ears(double share, string percent, bool isLow)
    {
        await using var page = new PageContext();
        var bar = page.Render<MeterBar>(each =>
            each.Add(it => it.Name, "requests").Add(it => it.Text, "some left").Add(it => it.Share, share)
        );

        var meter = bar.Find("[role=meter]");
        Assert.Equal(percent, meter.GetAttribute("aria-valuenow"));
        Assert.Equal("some left", meter.GetAttribute("aria-valuetext"));
        Assert.Equal("requests", meter.GetAttribute("aria-label"));
        Assert.Contains($"width:{percent}%", bar.Find(".meter-fill").GetAttribute("style"), StringComparison.Ordinal);
        Assert.Equal(isLow, bar.Find(".meter-fill").ClassList.Contains("low"));
    }

    [Fact]
    public async Task A_field_is_labelled_and_its_mistakes_are_told_at_once()
    {
        await using var page = new PageContext();
        var field = page.Render<Field>(each =>
            each.Add(it => it.For, "x").Add(it => it.Label, "Name").Add(it => it.Errors, ["It is taken."])
        );

        Assert.Equal("x", field.Find("label").GetAttribute("for"));
        Assert.Equal("It is taken.", field.Find("[role=alert]").TextContent);
    }

    [Fact]
    public async Task Findings_say_whether_and_where()
    {
        await using var page = new PageContext();
        var list = page.Render<FindingList>(each =>
            each.Add(it => it.Findings, [new Finding(true, null, "Wrong.", 3, 7), new Finding(false, null, "Odd.")])
        );

        var items = list.FindAll("li").Select(item => item.TextContent.Trim());
        Assert.Equal(["Error, line 3, column 7: Wrong.", "Warning: Odd."], items);
        Assert.Empty(page.Render<FindingList>(each => each.Add(it => it.Findings, [])).Markup.Trim());
    }

    [Fact]
    public async Task A_difference_is_told_without_colour()
    {
        await using var page = new PageContext();
        var diff = page.Render<DiffView>(each => each.Add(it => it.Before, "a\nb").Add(it => it.After, "a\nc"));

        Assert.Equal("removed: ", diff.Find(".removed .sr-only").TextContent);
        Assert.EndsWith("b", diff.Find(".removed").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("c", diff.Find(".added").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("a", diff.Find(".same").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "Copied")]
    [InlineData(false, "The browser did not allow it")]
    public async Task Copying_says_whether_it_worked(bool works, string said)
    {
        await using var page = new PageContext();
        page.JSInterop.Setup<bool>("aimux.copy", "text").SetResult(works);
        var button = page.Render<CopyButton>(each => each.Add(it => it.Text, "text"));

        await button.Find("button").ClickAsync();

        Assert.StartsWith(said, Assert.Single(page.Said), StringComparison.Ordinal);
    }
}
