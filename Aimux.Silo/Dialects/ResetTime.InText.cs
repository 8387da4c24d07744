using System.Globalization;
using System.Text.RegularExpressions;

namespace Aimux.Silo.Dialects;

/// <summary>Times to wait that providers hide in the sentences of their errors.</summary>
internal static partial class ResetTime
{
    private const int LongestMessage = 2_000;
    private const int MatchTimeoutMs = 10_000;

    /// <summary>A stamp that is over by more than this was misread, or speaks of something else.</summary>
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(1);

    /// <summary>z.ai writes Beijing's time and does not say so.</summary>
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>The time to wait as a message for people says it: <c>will reset at 2026-05-25 19:22:49</c>, <c>try again in 1.5s</c>.</summary>
    /// <returns><c>null</c> if it says none.</returns>
    public static TimeSpan? InText(string message, DateTimeOffset now)
    {
        if (message.Length > LongestMessage)
        {
            message = message[..LongestMessage];
        }

        for (var stamp = Stamp().Match(message); stamp.Success; stamp = stamp.NextMatch())
        {
            if (Read(stamp) is { } at && at > now - JustNow && Until(at, now) is { } wait)
            {
                return wait;
            }
        }

        for (var span = Span().Match(message); span.Success; span = span.NextMatch())
        {
            if (WrittenDuration.Seconds(span.Groups["time"].ValueSpan) is { } seconds && Bounded(seconds) is { } wait)
            {
                return wait;
            }
        }

        return null;
    }

    private static DateTimeOffset? Read(Match stamp)
    {
        var text = $"{stamp.Groups["date"].Value} {stamp.Groups["time"].Value}";
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            return null;
        }

        var zone = Zone(stamp.Groups["zone"].ValueSpan) ?? (stamp.Groups["t"].Value == "T" ? TimeSpan.Zero : Beijing);
        var utc = clock.Ticks - zone.Ticks;
        return utc >= 0 && utc <= DateTime.MaxValue.Ticks && zone.Duration() <= TimeSpan.FromHours(14)
            ? new DateTimeOffset(utc, TimeSpan.Zero)
            : null;
    }

    /// <param name="zone">Such as <c>Z</c>, <c>UTC</c>, <c>+08:00</c>, <c>UTC+8</c>; empty if none was written.</param>
    private static TimeSpan? Zone(ReadOnlySpan<char> zone)
    {
        if (zone.IsEmpty)
        {
            return null;
        }

        var sign = zone.IndexOfAny('+', '-');
        if (sign < 0)
        {
            return TimeSpan.Zero;
        }

        var digits = zone[(sign + 1)..];
        var hours = digits.Length > 2 ? digits[..2] : digits;
        var minutes = digits.Length > 2 ? digits[2..].TrimStart(':') : "0";
        var offset = new TimeSpan(
            int.Parse(hours, NumberStyles.None, CultureInfo.InvariantCulture),
            int.Parse(minutes, NumberStyles.None, CultureInfo.InvariantCulture),
            0
        );
        return zone[sign] == '-' ? -offset : offset;
    }

    [GeneratedRegex(
        @"(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?<t>[T ])(?<time>[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?)[0-9]*"
            + @"\s?\(?(?<zone>(UTC|GMT)?[+-]([0-9]{2}:?[0-9]{2}|[0-9]{1,2})|Z|UTC|GMT)?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        MatchTimeoutMs
    )]
    private static partial Regex Stamp();

    [GeneratedRegex(
        @"\b(try again|retry|retrying|retry-after|wait|resets?|available)\b(\s+(in|after|for|again))*[\s:]+"
            + @"(?<time>[0-9]+(\.[0-9]+)?\s?[a-zµμ]*([\s,]{1,2}(and\s)?[0-9]+(\.[0-9]+)?\s?[a-z]+|[0-9]+(\.[0-9]+)?[a-z]+)*)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        MatchTimeoutMs
    )]
    private static partial Regex Span();
}
