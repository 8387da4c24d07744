namespace Aimux.Dashboard.Charts;

/// <summary>Values as axes, legends and tables write them.</summary>
public static class ChartText
{
    /// <summary>A value with its unit, in few characters.</summary>
    public static string Of(double value, ChartUnit unit) =>
        unit == ChartUnit.Milliseconds ? Milliseconds(value) : Count(value);

    /// <summary>Such as <c>0.4</c>, <c>12</c>, <c>3.4k</c>, <c>1.2M</c>.</summary>
    public static string Count(double value) =>
        Math.Abs(value) switch
        {
            >= 1e9 => Text(value / 1e9, "0.#", "G"),
            >= 1e6 => Text(value / 1e6, "0.#", "M"),
            >= 1e4 => Text(value / 1e3, "0.#", "k"),
            >= 100 => Text(value, "0", ""),
            >= 10 => Text(value, "0.#", ""),
            _ => Text(value, "0.##", ""),
        };

    /// <summary>Such as <c>40 ms</c>, <c>1.2 s</c>.</summary>
    public static string Milliseconds(double value) =>
        value >= 1000 ? Text(value / 1000, "0.#", " s") : Text(value, value >= 10 ? "0" : "0.#", " ms");

    private static string Text(double value, string format, string unit) =>
        value.ToString(format, CultureInfo.InvariantCulture) + unit;
}
