namespace Aimux.Silo.Configuration.Validation;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Spelling
{
    private const int LongestWord = 64;

    /// <summary>" Did you mean `x`?" with the nearest of some words, or nothing if none is near.</summary>
    public static string Hint(string word, IEnumerable<string> words) =>
        Nearest(word, words) is { } near && !Shown.MayBeSecret(near) ? $" Did you mean `{near}`?" : "";

    /// <summary>The word with the fewest edits, if they are few for its length; a longer one that begins alike comes next.</summary>
    public static string? Nearest(string word, IEnumerable<string> words)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        var plain = Plain(word);
        var best = words
            .Select(other => (Word: other, Edits: Distance(plain, Plain(other))))
            .OrderBy(other => other.Edits)
            .ThenBy(other => other.Word, StringComparer.Ordinal)
            .ToList();
        if (best.Count > 0 && best[0].Edits <= Math.Max(1, plain.Length / 3))
        {
            return best[0].Word;
        }

        return best.FirstOrDefault(other =>
            plain.Length >= 3 && Plain(other.Word).Contains(plain, StringComparison.Ordinal)
        ).Word;
    }

    private static string Plain(string word) =>
        word.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Edits between two words, two swapped neighbours being one (Damerau 1964, restricted form).</summary>
    private static int Distance(string left, string right)
    {
        if (right.Length > LongestWord)
        {
            return int.MaxValue;
        }

        var edits = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }

                var same = left[i - 1] == right[j - 1] ? 0 : 1;
                edits[i, j] = Math.Min(Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + same);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[left.Length, right.Length];
    }
}
