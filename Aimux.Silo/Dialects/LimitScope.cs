using System.Runtime.InteropServices;
using Aimux.Grains.Interfaces.Limits;

namespace Aimux.Silo.Dialects;

/// <summary>What a limit counts and for how long, as the name of its header says it: <c>tokens-minute</c>, <c>requests</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LimitScope(LimitUnit Unit, TimeSpan? Window)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="scope">The part of the header's name that tells the limit; may be empty.</param>
    /// <param name="vendor">Whose header it is, where that is known: the name of a preset.</param>
    /// <returns><c>null</c> if it counts something that is neither requests nor tokens.</returns>
    public static LimitScope? Of(ReadOnlySpan<char> scope, string vendor)
    {
        var window = WindowOf(scope[(scope.LastIndexOf('-') + 1)..]);
        if (scope.Contains("token", StringComparison.OrdinalIgnoreCase))
        {
            return new LimitScope(LimitUnit.Tokens, window ?? (IsGroq(vendor) ? Minute : null));
        }

        var onlyWindow = window is not null && !scope.Contains('-');
        return scope.IsEmpty || onlyWindow || scope.Contains("request", StringComparison.OrdinalIgnoreCase)
            // Groq's names say nothing of it, but its requests are counted by the day.
            ? new LimitScope(LimitUnit.Requests, window ?? (IsGroq(vendor) ? Day : null))
            : null;
    }

    /// <summary>The span of <c>minute</c>, <c>5h</c>, <c>7d</c> and their like.</summary>
    public static TimeSpan? WindowOf(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        if (char.IsAsciiDigit(text[0]))
        {
            return char.IsAsciiLetter(text[^1]) && WrittenDuration.Seconds(text) is { } and <= 32e6 and var seconds
                ? TimeSpan.FromSeconds(seconds)
                : null;
        }

        return text.Equals("minute", StringComparison.OrdinalIgnoreCase) ? Minute
            : text.Equals("day", StringComparison.OrdinalIgnoreCase) ? Day
            : text.Equals("hour", StringComparison.OrdinalIgnoreCase) ? TimeSpan.FromHours(1)
            : text.Equals("second", StringComparison.OrdinalIgnoreCase) ? TimeSpan.FromSeconds(1)
            : text.Equals("week", StringComparison.OrdinalIgnoreCase) ? TimeSpan.FromDays(7)
            : text.Equals("month", StringComparison.OrdinalIgnoreCase) ? TimeSpan.FromDays(30)
            : null;
    }

    private static bool IsGroq(string vendor) => vendor.StartsWith("groq", StringComparison.OrdinalIgnoreCase);
}
