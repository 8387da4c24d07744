using System.Globalization;

namespace Aimux.Bench.Load;

/// <summary>One measurement as <c>run</c> writes it: round, cell and target, then the figures of the load generator.</summary>
internal sealed class RawLine
{
    private readonly Dictionary<string, string> _values;

    private RawLine(Dictionary<string, string> values) => _values = values;

    public string Round => _values["round"];

    /// <summary>The kind of load and the number of connections, as in <c>requests:32</c>.</summary>
    public string Cell => _values["cell"];

    public string Target => _values["target"];

    public bool IsStreams => Cell.StartsWith("streams:", StringComparison.Ordinal);

    public double this[string name] => double.Parse(_values[name], CultureInfo.InvariantCulture);

    public static RawLine Parse(string line) =>
        new(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal)
        );
}
