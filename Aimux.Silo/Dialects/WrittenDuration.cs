using System.Globalization;

namespace Aimux.Silo.Dialects;

/// <summary>Spans of time as providers write them: <c>12ms</c>, <c>6m0s</c>, <c>1 hour and 5 minutes</c>.</summary>
internal static class WrittenDuration
{
    /// <returns>Seconds; <c>null</c> if the text is anything else. A number without a unit counts seconds.</returns>
    public static double? Seconds(ReadOnlySpan<char> text)
    {
        double? total = null;
        while (true)
        {
            text = text.TrimStart(" ,");
            if (text.IsEmpty)
            {
                return total;
            }

            text = total is not null && text.StartsWith("and ", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
            var digits = LengthWhile(text, character => char.IsAsciiDigit(character) || character == '.');
            if (
                !double.TryParse(
                    text[..digits],
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var number
                )
            )
            {
                return null;
            }

            text = text[digits..].TrimStart(' ');
            var letters = LengthWhile(text, char.IsLetter);
            var unit = letters == 0 && total is null && text.IsEmpty ? 1 : SecondsOf(text[..letters]);
            if (unit is null)
            {
                return null;
            }

            total = (total ?? 0) + number * unit;
            text = text[letters..];
        }
    }

    private static int LengthWhile(ReadOnlySpan<char> text, Func<char, bool> belongs)
    {
        var length = 0;
        while (length < text.Length && belongs(text[length]))
        {
            length++;
        }

        return length;
    }

    private static double? SecondsOf(ReadOnlySpan<char> unit)
    {
        Span<char> lower = stackalloc char[16];
        var length = unit.ToLowerInvariant(lower);
        return length < 0
            ? null
            : lower[..length] switch
            {
                "ns" => 1e-9,
                "us" or "µs" or "μs" => 1e-6,
                "ms" or "millisecond" or "milliseconds" => 1e-3,
                "s" or "sec" or "secs" or "second" or "seconds" => 1,
                "m" or "min" or "mins" or "minute" or "minutes" => 60,
                "h" or "hr" or "hrs" or "hour" or "hours" => 3_600,
                "d" or "day" or "days" => 86_400,
                "w" or "week" or "weeks" => 604_800,
                _ => null,
            };
    }
}
