using System.Globalization;

namespace Aimux.Bench.Load;

/// <summary>The rows of one cell: medians over the rounds, and the ratios within each round: of Aimux to YARP, and of Aimux translating to Aimux relaying.</summary>
internal sealed class CellTable(string cell, IReadOnlyList<RawLine> lines)
{
    private const string Nothing = "–";
    private readonly string[] _rounds = [.. lines.Select(line => line.Round).Distinct(StringComparer.Ordinal)];

    public IEnumerable<string> Rows() =>
        (lines[0].IsStreams ? Figure.Streams : Figure.Requests)
            .Select(figure =>
                Row(
                    figure.Name,
                    target => Median(figure, target),
                    Ratio(figure, "aimux", "yarp"),
                    Ratio(figure, "translated", "aimux")
                )
            )
            .Append(Row("failed, all rounds", Failed, Nothing, Nothing));

    private string Row(string name, Func<string, string> value, string toYarp, string toRelay) =>
        $"| {cell} | {name} | {value("direct")} | {value("yarp")} | {value("aimux")} | {value("translated")} | {toYarp} | {toRelay} |";

    private string Median(Figure figure, string target)
    {
        var values = _rounds.Select(round => Value(figure, round, target)).OfType<double>().ToArray();
        return values.Length == 0 ? Nothing : Statistics.Median(values).ToString($"F{figure.Decimals}", null);
    }

    private string Failed(string target)
    {
        var errors = lines.Where(line => line.Target == target).Select(line => line["errors"]).ToArray();
        return errors.Length == 0 ? Nothing : errors.Sum().ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Pairwise within a round, because the machine's speed drifts from round to round.</summary>
    private string Ratio(Figure figure, string of, string to)
    {
        var ratios = _rounds
            .Select(round => Value(figure, round, of) / Value(figure, round, to))
            .OfType<double>()
            .ToArray();

        // What is added may be nothing, or less than the noise: a ratio to that means nothing.
        var meaningful =
            ratios.Length > 0
            && _rounds.All(round => Value(figure, round, to) is null or > 0)
            && ratios.All(ratio => double.IsFinite(ratio) && ratio > 0);
        return meaningful ? $"{Statistics.Median(ratios):F2} ({ratios.Min():F2}–{ratios.Max():F2})" : Nothing;
    }

    private double? Value(Figure figure, string round, string target)
    {
        if (Find(round, target) is not { } line || (figure.Added && target == "direct"))
        {
            return null;
        }

        var value = figure.Value(line);
        if (figure.Added)
        {
            return Find(round, "direct") is { } direct ? value - figure.Value(direct) : null;
        }

        return double.IsFinite(value) ? value : null;
    }

    private RawLine? Find(string round, string target) =>
        lines.FirstOrDefault(line => line.Round == round && line.Target == target);
}
