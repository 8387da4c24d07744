using System.Globalization;
using System.Text.RegularExpressions;
using Aimux.Dashboard.Charts;
using Aimux.Tests.Support;
using CsCheck;
using Xunit;

namespace Aimux.Tests.Dashboard;

public sealed partial class ChartDrawingTests
{
    private static readonly Gen<double?> Value = Gen.OneOf(
        Gen.Const((double?)null),
        Gen.Const((double?)0),
        Gen.Double[0, 1e9].Select(value => (double?)value)
    );

    [Fact]
    public void Whatever_the_values_are_nothing_is_drawn_outside() =>
        Gen.Select(Value.Array[12].Array[1, 4], Gen.Bool)
            .Sample(
                (values, isStacked) =>
                {
                    var chart = Draw(values, isStacked);
                    foreach (var series in chart.Series)
                    {
                        foreach (
                            Match number in Number().Matches(series.Path.Replace("h2", "", StringComparison.Ordinal))
                        )
                        {
                            Assert.InRange(
                                double.Parse(number.ValueSpan, CultureInfo.InvariantCulture),
                                0,
                                Chart.Width
                            );
                        }
                    }
                },
                iter: 300
            );

    [Fact]
    public void A_scale_ends_at_a_round_number_not_far_above() =>
        Gen.Double[1e-6, 1e12]
            .Sample(greatest =>
            {
                var top = ValueScale.Top(greatest);
                Assert.InRange(top / greatest, 1 - 1e-9, 2.001);
            });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_scale_of_nothing_is_one(double greatest) => Assert.Equal(1, ValueScale.Top(greatest));

    [Theory]
    [InlineData(60, 5)]
    [InlineData(60, 60)]
    [InlineData(96, 900)]
    public void Times_are_labelled_at_round_moments_and_not_too_many(int points, int seconds)
    {
        var times = Enumerable
            .Range(0, points)
            .Select(point => Some.Time.AddSeconds(point * (double)seconds))
            .ToArray();
        var ticks = TimeScale.Ticks([.. times]);

        Assert.InRange(ticks.Length, 2, 7);
        Assert.All(ticks, tick => Assert.InRange(tick.Place, 0, 1));
        Assert.All(ticks, tick => Assert.EndsWith(":00", tick.Text.Length == 5 ? tick.Text + ":00" : tick.Text));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.456, "0.46")]
    [InlineData(12.34, "12.3")]
    [InlineData(999.4, "999")]
    [InlineData(12_345, "12.3k")]
    [InlineData(1_234_567, "1.2M")]
    [InlineData(5e9, "5G")]
    public void Counts_are_few_characters(double value, string text) => Assert.Equal(text, ChartText.Count(value));

    [Theory]
    [InlineData(0.42, "0.4 ms")]
    [InlineData(42, "42 ms")]
    [InlineData(999, "999 ms")]
    [InlineData(1_240, "1.2 s")]
    public void Times_have_their_unit(double value, string text) => Assert.Equal(text, ChartText.Milliseconds(value));

    [Fact]
    public void A_point_alone_is_seen()
    {
        var chart = Draw(
            [
                [null, 5, null],
            ],
            isStacked: false
        );
        Assert.Matches(new Regex("h2$", RegexOptions.None, TimeSpan.FromSeconds(1)), chart.Series[0].Path);
    }

    [Fact]
    public void Layers_lie_on_one_another()
    {
        var chart = Draw(
            [
                [1],
                [3],
            ],
            isStacked: true
        );
        var (height, quarter) = (Chart.Height, Chart.Height * 3 / 4);

        Assert.Contains($" {height}V{quarter}H", chart.Series[0].Path, StringComparison.Ordinal);
        Assert.Contains($" {quarter}V0H", chart.Series[1].Path, StringComparison.Ordinal);
        Assert.Equal("1", chart.Series[0].Latest);
    }

    private static Chart Draw(double?[][] values, bool isStacked)
    {
        var series = values.Select((each, place) => new ChartSeries($"s{place}", [.. each]));
        var times = Enumerable.Range(0, values[0].Length).Select(second => Some.Time.AddSeconds(second));
        return isStacked
            ? ChartDrawing.Stack([.. series], [.. times], ChartUnit.Count, "Counts", [])
            : ChartDrawing.Lines([.. series], [.. times], ChartUnit.Count, "Counts", []);
    }

    [GeneratedRegex("-?[0-9]+(\\.[0-9]+)?(e[+-]?[0-9]+)?", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Number();
}
