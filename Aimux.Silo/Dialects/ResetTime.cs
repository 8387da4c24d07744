using System.Globalization;

namespace Aimux.Silo.Dialects;

/// <summary>
/// Until when a provider asks to wait, in every notation that one uses: seconds with a fraction, Go durations, RFC 3339,
/// HTTP dates, epoch seconds and milliseconds. What is none of them, or lies further off than a year, is no time.
/// </summary>
internal static partial class ResetTime
{
    private const int LongestText = 64;
    private const double FirstEpochSecond = 1e9;
    private const double FirstEpochMillisecond = 1e11;
    private const double LastEpochMillisecond = 1e14;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    private static readonly string[] HttpDates =
    [
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
        "dddd, dd-MMM-yy HH:mm:ss 'GMT'",
        "ddd MMM d HH:mm:ss yyyy",
    ];

    /// <summary>The time to wait as the value of a header or of a JSON property says it.</summary>
    /// <returns><c>null</c> if it says none; a time that is over is no wait at all.</returns>
    public static TimeSpan? TryParse(ReadOnlySpan<char> text, DateTimeOffset now)
    {
        text = text.Trim();
        if (text.IsEmpty || text.Length > LongestText)
        {
            return null;
        }

        var invariant = CultureInfo.InvariantCulture;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, invariant, out var number))
        {
            return FromNumber(number, now);
        }

        if (text.Length > 10 && text[4] == '-')
        {
            return DateTimeOffset.TryParse(text, invariant, DateTimeStyles.AssumeUniversal, out var date)
                ? Until(date, now)
                : null;
        }

        if (char.IsAsciiDigit(text[0]) || text[0] == '.')
        {
            return WrittenDuration.Seconds(text) is { } seconds ? Bounded(seconds) : null;
        }

        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite;
        return DateTimeOffset.TryParseExact(text, HttpDates, invariant, utc, out var http) ? Until(http, now) : null;
    }

    /// <summary>Small numbers are seconds from now; those that cannot be are seconds or milliseconds since 1970.</summary>
    private static TimeSpan? FromNumber(double number, DateTimeOffset now)
    {
        return number switch
        {
            < FirstEpochSecond => Bounded(number),
            < FirstEpochMillisecond => Until(DateTimeOffset.UnixEpoch.AddSeconds(number), now),
            < LastEpochMillisecond => Until(DateTimeOffset.UnixEpoch.AddMilliseconds(number), now),
            _ => null,
        };
    }

    private static TimeSpan? Bounded(double seconds) =>
        seconds >= 0 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static TimeSpan? Until(DateTimeOffset at, DateTimeOffset now)
    {
        var wait = at - now;
        return wait > Longest ? null
            : wait > TimeSpan.Zero ? wait
            : TimeSpan.Zero;
    }
}
