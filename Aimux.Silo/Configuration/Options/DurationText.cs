using System.Buffers;
using System.Globalization;
using System.Text;

namespace Aimux.Silo.Configuration.Options;

/// <summary>Times as people write them: <c>250ms</c>, <c>5s</c>, <c>1.5s</c>, <c>10m</c>, <c>2h</c>, <c>1m30s</c>.</summary>
internal static class DurationText
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Name, long Ticks)[] Units =
    [
        ("h", TimeSpan.TicksPerHour),
        ("m", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond),
        ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Reads numbers, each with its unit, greatest unit first. A number without a unit is refused, so that nobody must guess it.</summary>
    public static bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        var rest = text.AsSpan();
        var nextUnit = 0;
        var ticks = 0m;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || !TryParseNumber(rest[..digits], out var number))
            {
                return false;
            }

            rest = rest[digits..];
            var letters = rest.IndexOfAnyExceptInRange('a', 'z') is var end and >= 0 ? end : rest.Length;
            var unit = FindUnit(rest[..letters], nextUnit);
            if (unit < 0)
            {
                return false;
            }

            rest = rest[letters..];
            nextUnit = unit + 1;
            ticks += number * Units[unit].Ticks;
            if (ticks > long.MaxValue || decimal.Truncate(ticks) != ticks)
            {
                return false;
            }
        }

        value = new TimeSpan((long)ticks);
        return text.Length > 0;
    }

    /// <summary>The shortest text that <see cref="TryParse"/> reads as the same time.</summary>
    public static string Format(TimeSpan value)
    {
        var rest = Math.Abs((decimal)value.Ticks);
        var text = new StringBuilder(value < TimeSpan.Zero ? "-" : "");
        foreach (var (name, ticks) in Units.AsSpan(0, 2))
        {
            var whole = decimal.Truncate(rest / ticks);
            rest -= whole * ticks;
            text.Append(whole > 0 ? $"{whole}{name}" : "");
        }

        if (rest > 0 || value == TimeSpan.Zero)
        {
            var small = rest is > 0 and < TimeSpan.TicksPerSecond;
            text.Append(small ? $"{rest / TimeSpan.TicksPerMillisecond}ms" : $"{rest / TimeSpan.TicksPerSecond}s");
        }

        return text.ToString();
    }

    private static bool TryParseNumber(ReadOnlySpan<char> text, out decimal number)
    {
        // 15 characters hold any time that fits, and keep the arithmetic exact.
        number = 0;
        return text.Length <= 15
            && text[0] != '.'
            && text[^1] != '.'
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static int FindUnit(ReadOnlySpan<char> name, int from)
    {
        for (var i = from; i < Units.Length; i++)
        {
            if (name.SequenceEqual(Units[i].Name))
            {
                return i;
            }
        }

        return -1;
    }
}
