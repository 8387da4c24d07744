using System.Globalization;
using System.Text.RegularExpressions;

namespace Aimux.Silo.Cli;

/// <summary>
/// <c>[suggest:N]</c>, with which a shell asks how a line may go on at its Nth character. The library ends in an exception
/// where an option with its value stands behind that place, or no place is given; so the line ends there.
/// </summary>
internal static partial class SuggestDirective
{
    private const int LongestLine = 1 << 16;

    /// <summary>The arguments as the library can take them.</summary>
    public static string[] Complete(string[] arguments)
    {
        if (arguments is not [var directive, var line] || Form().Match(directive) is not { Success: true } form)
        {
            return arguments;
        }

        var end = int.TryParse(form.Groups["place"].ValueSpan, CultureInfo.InvariantCulture, out var place)
            ? Math.Min(place, LongestLine)
            : line.Length;
        // A place behind the end means blanks that a shell cut off.
        return [$"[suggest:{end}]", end < line.Length ? line[..end] : line.PadRight(end)];
    }

    [GeneratedRegex(@"\A\[suggest(:(?<place>\d+))?\]\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
