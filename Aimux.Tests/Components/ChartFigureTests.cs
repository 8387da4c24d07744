using Aimux.Dashboard.Charts;
using Aimux.Dashboard.Components.Charts;
using Aimux.Tests.Support;
using Bunit;
using Xunit;

namespace Aimux.Tests.Components;

/// <summary>Charts as people and their programs see them.</summary>
public sealed class ChartFigureTests
{
    [Fact]
    public async Task What_is_not_known_yet_is_loading_and_not_empty()
    {
        await using var page = new PageContext();
        var figure = Show(page, null);
        Assert.NotNull(figure.Find("[aria-busy=true]"));
        Assert.Empty(figure.FindAll("svg"));
    }

    [Fact]
    public async Task Where_nothing_happened_it_says_so()
    {
        await using var page = new PageContext();
        var figure = Show(page, Lines(new double?[] { null, null, null }));
        Assert.Equal("Nothing here", figure.Find(".plot-empty").TextContent);
    }

    [Fact]
    public async Task A_chart_has_its_series_a_legend_and_a_sentence()
    {
        await using var page = new PageContext();
        var figure = Show(page, Lines([10, null, 30], [1, 2, 3]));

        Assert.Equal(2, figure.FindAll("path.line").Count);
        Assert.Equal(["a30 ms", "b3 ms"], figure.FindAll(".legend li").Select(Squeezed));
        Assert.NotEmpty(figure.Find("figcaption .sr-only").TextContent);
        Assert.Equal("true", figure.Find(".plot-area").GetAttribute("aria-hidden"));
    }

    [Fact]
    public async Task The_same_is_a_table_newest_first_for_who_wants_one()
    {
        await using var page = new PageContext();
        var figure = Show(page, Lines([10, null, 30]));

        await figure.Find("figcaption button").ClickAsync();

        Assert.Equal("true", figure.Find("figcaption button").GetAttribute("aria-expanded"));
        Assert.Equal(["30 ms", "–", "10 ms"], figure.FindAll("td").Select(cell => cell.TextContent));
        Assert.Empty(figure.FindAll("svg"));
    }

    [Fact]
    public async Task A_chart_that_did_not_change_is_not_drawn_again()
    {
        await using var page = new PageContext();
        var chart = Lines([10, 20, 30]);
        var figure = Show(page, chart);
        var before = figure.RenderCount;

        figure.Render(each => each.Add(it => it.Chart, chart));
        Assert.Equal(before, figure.RenderCount);

        figure.Render(each => each.Add(it => it.Chart, Lines([10, 20, 31])));
        Assert.Equal(before + 1, figure.RenderCount);
    }

    private static string Squeezed(AngleSharp.Dom.IElement element) =>
        string.Concat(element.TextContent.Split('\n', StringSplitOptions.TrimEntries));

    private static IRenderedComponent<ChartFigure> Show(PageContext page, Chart? chart) =>
        page.Render<ChartFigure>(each =>
            each.Add(it => it.Title, "Latency").Add(it => it.Chart, chart).Add(it => it.Empty, "Nothing here")
        );

    private static Chart Lines(params double?[][] series) =>
        ChartDrawing.Lines(
            [.. series.Select((values, place) => new ChartSeries(((char)('a' + place)).ToString(), [.. values]))],
            [.. Enumerable.Range(0, series[0].Length).Select(second => Some.Time.AddSeconds(second))],
            ChartUnit.Milliseconds,
            "Latency",
            []
        );
}
