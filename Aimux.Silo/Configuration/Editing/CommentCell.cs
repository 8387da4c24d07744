namespace Aimux.Silo.Configuration.Editing;

/// <summary>One cell of a line that may be a row: where its text stands, blanks and quotes around it left out.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">Behind its last one.</param>
/// <param name="Text">What it says, escapes as they stand.</param>
/// <param name="IsQuoted">Whether quotes stand around it.</param>
internal readonly record struct CommentCell(int Start, int End, string Text, bool IsQuoted)
{
    /// <summary>Whether it is more than a word, as prose is.</summary>
    public bool HasBlank => !IsQuoted && Text.Contains(' ', StringComparison.Ordinal);

    /// <summary>Splits as a reader of TOON does: a delimiter in quotes separates nothing.</summary>
    /// <param name="line">The line.</param>
    /// <param name="start">Where its content begins.</param>
    /// <param name="delimiter">What separates cells.</param>
    public static List<CommentCell> Split(string line, int start, char delimiter) =>
        TrySplit(line, start, delimiter, heedsQuotes: true) ?? TrySplit(line, start, delimiter, heedsQuotes: false)!;

    /// <summary>The text between two places.</summary>
    public static CommentCell Of(string line, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(line[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(line[end - 1]))
        {
            end--;
        }

        var isQuoted = end - start >= 2 && line[start] == '"' && line[end - 1] == '"';
        return isQuoted
            ? new CommentCell(start + 1, end - 1, line[(start + 1)..(end - 1)], true)
            : new CommentCell(start, end, line[start..end], false);
    }

    /// <returns><c>null</c> if quotes open that never close, which then are none.</returns>
    private static List<CommentCell>? TrySplit(string line, int start, char delimiter, bool heedsQuotes)
    {
        var cells = new List<CommentCell>();
        var isInQuotes = false;
        for (var at = start; at < line.Length; at++)
        {
            if (isInQuotes && line[at] == '\\')
            {
                at++;
            }
            else if (isInQuotes)
            {
                isInQuotes = line[at] != '"';
            }
            else if (line[at] == delimiter)
            {
                cells.Add(Of(line, start, at));
                start = at + 1;
            }
            else
            {
                isInQuotes = heedsQuotes && line[at] == '"' && string.IsNullOrWhiteSpace(line[start..at]);
            }
        }

        cells.Add(Of(line, start, line.Length));
        return isInQuotes ? null : cells;
    }
}
