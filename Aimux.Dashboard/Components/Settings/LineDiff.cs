namespace Aimux.Dashboard.Components.Settings;

/// <summary>What changed between two texts, line by line: the longest common subsequence stays, the rest went or came.</summary>
public static class LineDiff
{
    private const int MostLines = 2_000;
    private const int Context = 2;

    /// <summary>The difference, with two lines around each change.</summary>
    /// <param name="before">The earlier text; its first 2,000 lines count.</param>
    /// <param name="after">The later text; likewise.</param>
    public static IReadOnlyList<(char Kind, string Text)> Of(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var all = new List<(char Kind, string Text)>();
        var lengths = Lengths(old, now);
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                all.Add((' ', old[i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (j == now.Length || i < old.Length && lengths[i + 1, j] >= lengths[i, j + 1])
            {
                all.Add(('-', old[i++]));
            }
            else
            {
                all.Add(('+', now[j++]));
            }
        }

        return Around(all);
    }

    private static ushort[,] Lengths(string[] old, string[] now)
    {
        var lengths = new ushort[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                lengths[i, j] =
                    old[i] == now[j]
                        ? (ushort)(lengths[i + 1, j + 1] + 1)
                        : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }

    private static List<(char Kind, string Text)> Around(List<(char Kind, string Text)> all)
    {
        var shown = new List<(char Kind, string Text)>();
        var last = -1;
        for (var i = 0; i < all.Count; i++)
        {
            var isNear = false;
            for (var k = Math.Max(0, i - Context); k <= Math.Min(all.Count - 1, i + Context); k++)
            {
                isNear |= all[k].Kind != ' ';
            }

            if (!isNear)
            {
                continue;
            }

            if (i > last + 1)
            {
                shown.Add((' ', "…"));
            }

            shown.Add(all[i]);
            last = i;
        }

        return shown;
    }

    private static string[] Lines(string text) => [.. text.ReplaceLineEndings("\n").Split('\n').Take(MostLines)];
}
