using System.Text;

namespace Aimux.Dashboard.Charts;

/// <summary>Draws charts as paths: a refresh then changes one attribute for each series.</summary>
public static class ChartDrawing
{
    private const double BarGap = 0.2;

    /// <summary>Straight lines from point to point; a gap interrupts them.</summary>
    /// <param name="series">The lines; all of one length.</param>
    /// <param name="times">When each point was.</param>
    /// <param name="unit">What the values are.</param>
    /// <param name="what">What they show, for the summary.</param>
    /// <param name="marks">Which points are marked.</param>
    public static Chart Lines(
        ImmutableArray<ChartSeries> series,
        ImmutableArray<DateTimeOffset> times,
        ChartUnit unit,
        string what,
        IEnumerable<int> marks
    )
    {
        var top = ValueScale.Top(series.SelectMany(line => line.Values).Max() ?? 0);
        var drawn = series.Select(line => new DrawnSeries(line.Name, Line(line.Values, top), Latest(line, unit)));
        return Finish(isStacked: false, [.. drawn], top, series, times, unit, what, marks);
    }

    /// <summary>Bars on top of one another, from the first series up.</summary>
    /// <inheritdoc cref="Lines"/>
    public static Chart Stack(
        ImmutableArray<ChartSeries> series,
        ImmutableArray<DateTimeOffset> times,
        ChartUnit unit,
        string what,
        IEnumerable<int> marks
    )
    {
        var sums = new double[times.Length];
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = series.Sum(layer => layer.Values[i] ?? 0);
        }

        var top = ValueScale.Top(sums.DefaultIfEmpty().Max());
        var floor = new double[times.Length];
        var drawn = series
            .Select(layer => new DrawnSeries(layer.Name, Bars(layer.Values, floor, top), Latest(layer, unit)))
            .ToImmutableArray();
        return Finish(isStacked: true, drawn, top, series, times, unit, what, marks);
    }

    /// <summary>A small line without axes, scaled to its own greatest value.</summary>
    /// <param name="values">Oldest first.</param>
    public static string Sparkline(ImmutableArray<double?> values) => Line(values, Math.Max(values.Max() ?? 0, 1e-9));

    private static Chart Finish(
        bool isStacked,
        ImmutableArray<DrawnSeries> drawn,
        double top,
        ImmutableArray<ChartSeries> series,
        ImmutableArray<DateTimeOffset> times,
        ChartUnit unit,
        string what,
        IEnumerable<int> marks
    )
    {
        var known = drawn.Where(each => each.Latest.Length > 0).Select(each => $"{each.Name} {each.Latest}").ToList();
        return new Chart(
            isStacked,
            drawn,
            ValueScale.Ticks(top, unit),
            TimeScale.Ticks(times),
            [.. marks.Select(mark => (mark + 0.5) / times.Length)],
            known.Count == 0 ? $"{what}: nothing yet" : $"{what} now: {string.Join(", ", known)}",
            series,
            times,
            unit
        );
    }

    private static string Latest(ChartSeries series, ChartUnit unit) =>
        series.Values.LastOrDefault(value => value is not null) is { } value ? ChartText.Of(value, unit) : "";

    private static string Line(ImmutableArray<double?> values, double top)
    {
        var path = new StringBuilder();
        var isDrawing = false;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value)
            {
                isDrawing = false;
                continue;
            }

            Append(path, isDrawing ? 'L' : 'M', X(i + 0.5, values.Length), Y(value, top));
            if (!isDrawing && (i + 1 == values.Length || values[i + 1] is null))
            {
                path.Append("h2"); // a point alone would not be seen
            }

            isDrawing = true;
        }

        return path.ToString();
    }

    private static string Bars(ImmutableArray<double?> values, double[] floor, double top)
    {
        var path = new StringBuilder();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is not { } value || value <= 0)
            {
                continue;
            }

            var (left, right) = (X(i + BarGap / 2, values.Length), X(i + 1 - BarGap / 2, values.Length));
            Append(path, 'M', left, Y(floor[i], top));
            floor[i] += value;
            path.Append(
                CultureInfo.InvariantCulture,
                $"V{Y(floor[i], top):0.#}H{right:0.#}V{Y(floor[i] - value, top):0.#}Z"
            );
        }

        return path.ToString();
    }

    private static void Append(StringBuilder path, char command, double x, double y) =>
        path.Append(CultureInfo.InvariantCulture, $"{command}{x:0.#} {y:0.#}");

    private static double X(double place, int count) => place * Chart.Width / count;

    private static double Y(double value, double top) => Chart.Height - Math.Clamp(value / top, 0, 1) * Chart.Height;
}
