using System.Text.RegularExpressions;

namespace Aimux.Silo.Configuration;

/// <summary>By the numbers in the names: glm-5.10 is newer than glm-5.9. Of the same numbers the shorter name is the plain model.</summary>
internal sealed partial class NewestModel : IComparer<string>
{
    public static NewestModel Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (one, other) = (Numbers(x!), Numbers(y!));
        for (var i = 0; i < Math.Min(one.Count, other.Count); i++)
        {
            if (one[i] != other[i])
            {
                return one[i].CompareTo(other[i]);
            }
        }

        return one.Count != other.Count ? one.Count.CompareTo(other.Count)
            : x!.Length != y!.Length ? y.Length.CompareTo(x.Length)
            : string.CompareOrdinal(y, x);
    }

    private static List<long> Numbers(string name) =>
        [
            .. Digits()
                .Matches(name)
                .Select(match => long.Parse(match.ValueSpan[..Math.Min(match.Length, 18)], provider: null)),
        ];

    // Not the days of releases, nor the billions of weights.
    [GeneratedRegex("(?<![0-9])[0-9]{1,3}(?![0-9bB])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
