using Aimux.Dashboard.Components.Requests;
using Aimux.Dashboard.Decisions;
using Aimux.Grains.Interfaces.Catalog;
using Aimux.Grains.Interfaces.Health;
using Aimux.Grains.Interfaces.Routing;
using Aimux.Tests.Support;
using Bunit;
using Xunit;

namespace Aimux.Tests.Components;

/// <summary>Why a request went where it went, as a page tells it.</summary>
public sealed class DecisionTests
{
    [Fact]
    public async Task A_sheet_tells_the_whole_story()
    {
        await using var page = new PageContext();
        var sheet = page.Render<DecisionSheet>(each => each.Add(it => it.Decision, FailedOver));

        Assert.Equal("chat", sheet.Find("#decision-title").TextContent);
        Assert.Contains(
            "served after one failed first.",
            sheet.Find(".sentence").TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("connection refused", sheet.Markup, StringComparison.Ordinal);
        Assert.Contains("paused by the operator", sheet.Markup, StringComparison.Ordinal);
        Assert.Equal("/api/decisions/d1", sheet.Find("a[target=_blank]").GetAttribute("href"));
        var dialog = sheet.Find("[role=dialog]");
        Assert.Equal("true", dialog.GetAttribute("aria-modal"));
        Assert.Equal("decision-title", dialog.GetAttribute("aria-labelledby"));
    }

    [Theory]
    [InlineData("Escape", true)]
    [InlineData("a", false)]
    public async Task A_sheet_closes_by_the_keyboard(string key, bool closes)
    {
        await using var page = new PageContext();
        var isClosed = false;
        var sheet = page.Render<DecisionSheet>(each =>
            each.Add(it => it.Decision, FailedOver).Add(it => it.OnClose, () => isClosed = true)
        );

        await sheet.Find("[role=dialog]").KeyDownAsync(key);

        Assert.Equal(closes, isClosed);
    }

    [Fact]
    public async Task Attempts_stand_on_one_time_line()
    {
        await using var page = new PageContext();
        var line = page.Render<AttemptTimeline>(each =>
            each.Add(it => it.Attempts, FailedOver.Attempts).Add(it => it.TotalMs, 200d)
        );

        var bars = line.FindAll("rect.timeline-span");
        Assert.Equal(["0", "25"], bars.Select(bar => bar.GetAttribute("x")));
        Assert.Equal(["20", "75"], bars.Select(bar => bar.GetAttribute("width")));
        Assert.Equal(["bad", "good"], bars.Select(bar => bar.ClassList[^1]));
        Assert.Contains("first content after 90 ms", line.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_that_is_under_way_reaches_to_the_end()
    {
        await using var page = new PageContext();
        var attempt = FailedOver.Attempts[0] with { Outcome = null, Status = null, DurationMs = null, StartedMs = 50 };
        var line = page.Render<AttemptTimeline>(each => each.Add(it => it.Attempts, [attempt]));

        Assert.Contains("under way", line.Markup, StringComparison.Ordinal);
        Assert.Contains("quiet", line.Find("rect.timeline-span").ClassList);
    }

    [Fact]
    public async Task Candidates_stand_in_order_with_the_parts_of_their_scores()
    {
        await using var page = new PageContext();
        var table = page.Render<CandidateTable>(each => each.Add(it => it.Candidates, FailedOver.Candidates));

        var cells = table.FindAll("tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()));
        Assert.Equal(
            ["1", "one", "demo", "410 ms", "300 ms", "×1.5", "110 ms", "–", "$0.25", "by its score"],
            Assert.Single(cells)
        );
        Assert.Contains(
            "Nobody could serve it.",
            page.Render<CandidateTable>(each => each.Add(it => it.Candidates, [])).Markup,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_row_of_the_table_opens_its_decision()
    {
        await using var page = new PageContext();
        string? opened = null;
        var table = page.Render<RequestTable>(each =>
            each.Add(it => it.Rows, [FailedOver]).Add(it => it.OnOpen, id => opened = id)
        );

        await table.Find("button[data-decision=d1]").ClickAsync();

        Assert.Equal("d1", opened);
        Assert.Contains("10 → 20", table.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_outcome_has_a_word()
    {
        await using var page = new PageContext();
        var words = Enum.GetValues<DecisionOutcome>()
            .Select(outcome => page.Render<OutcomeMark>(each => each.Add(it => it.Outcome, outcome)).Find("span span"))
            .Select(word => word.TextContent)
            .ToList();
        Assert.Equal(words.Count, words.Distinct(StringComparer.Ordinal).Count());
    }

    private static DecisionView FailedOver { get; } =
        new(
            "d1",
            Some.Time,
            "chat",
            "chat",
            RoutePolicy.Fastest,
            Streaming: true,
            Caller: null,
            DecisionOutcome.Served,
            "two served after one failed first.",
            200,
            null,
            "two",
            "demo",
            140,
            200,
            10,
            20,
            0.0001,
            [
                new RankedCandidate(
                    "one",
                    "demo",
                    410,
                    CandidateReason.Score,
                    0,
                    ["one/a"],
                    new ScoreParts(300, 1.5, 110, 0, 0.25, Warm: true, 1)
                ),
            ],
            [new Exclusion("three", null, ExclusionReason.Isolated, null)],
            [
                new AttemptView(
                    "one",
                    "one/a",
                    "demo",
                    0,
                    Hedge: false,
                    AttemptOutcome.ConnectFailed,
                    null,
                    null,
                    null,
                    40,
                    [],
                    []
                ),
                new AttemptView(
                    "two",
                    "two/a",
                    "demo",
                    50,
                    Hedge: false,
                    AttemptOutcome.Succeeded,
                    200,
                    null,
                    90,
                    150,
                    [],
                    []
                ),
            ]
        );
}
