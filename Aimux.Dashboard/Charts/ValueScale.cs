namespace Aimux.Dashboard.Charts;

/// <summary>A scale from zero to a round number.</summary>
internal static class ValueScale
{
    private const int Steps = 4;

    /// <summary>The smallest of 1, 2, 2.5, 4, 5, 8 times a power of ten that is not below a value.</summary>
    public static double Top(double greatest)
    {
        if (!double.IsFinite(greatest) || greatest <= 0)
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(greatest)));
        foreach (var step in (ReadOnlySpan<double>)[1, 2, 2.5, 4, 5, 8])
        {
            if (step * power >= greatest * (1 - 1e-12))
            {
                return step * power;
            }
        }

        return 10 * power;
    }

    public static ImmutableArray<ChartTick> Ticks(double top, ChartUnit unit) =>
        [
            .. Enumerable
                .Range(0, Steps + 1)
                .Select(step => new ChartTick((double)step / Steps, ChartText.Of(top * step / Steps, unit))),
        ];
}
