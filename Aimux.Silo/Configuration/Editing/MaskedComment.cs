using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Aimux.Silo.Configuration.Toon;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Configuration.Editing;

/// <summary>
/// Masks comments: a key that was commented out is still a key, though the table has got or lost columns since. What
/// might be one is masked rather than shown.
/// </summary>
internal sealed class MaskedComment
{
    private const int LongestNumber = 7;

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r,|\"'`;()");

    private static readonly Regex Named = new(
        $"""(?<![A-Za-z_])({string.Join('|', CommentedTable.Names)})["'`]?\s*[:=]""",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1)
    );

    private readonly List<CommentedTable> _tables;
    private readonly HashSet<string> _known;

    /// <summary>The table directly below whose rows or header the next line stands.</summary>
    private CommentedTable? _above;

    /// <param name="root">The file, whose tables say what a row that was commented out looks like.</param>
    public MaskedComment(ToonElement root)
    {
        _tables = [.. CommentedTable.All(root)];
        var ids = root
            .Children.SelectMany(table => table.Children)
            .Where(row => row.Kind == ToonKind.Object)
            .SelectMany(row => row.Children)
            .Where(cell => cell.Key is "id" or "provider" && cell.Kind is not (ToonKind.Object or ToonKind.Array))
            .Select(cell => cell.Text);
        _known =
        [
            .. ids,
            .. ProviderPreset.All.Select(preset => preset.Id),
            .. CommentedTable.Names,
            "",
            "true",
            "false",
            "null",
        ];
    }

    /// <summary>Masks the next line of the file; lines come in their order.</summary>
    /// <param name="line">Without its line end.</param>
    /// <param name="number">From 1.</param>
    public string Mask(string line, int number)
    {
        var start = line.AsSpan().IndexOfAnyExcept(' ');
        if (start < 0 || line[start] != '#')
        {
            _above = _tables.Find(table => number >= table.FirstLine && number <= table.LastLine);
            return line;
        }

        var masked = new StringBuilder();
        var at = 0;
        foreach (var cell in Secrets(line, number).Where(cell => !MaskedText.IsReference(cell.Text)).Order(ByPlace))
        {
            if (cell.Start >= at)
            {
                masked.Append(line, at, cell.Start - at).Append('…');
            }

            at = Math.Max(at, cell.End);
        }

        return masked.Append(line, at, line.Length - at).ToString();
    }

    private static Comparer<CommentCell> ByPlace { get; } =
        Comparer<CommentCell>.Create((left, right) => (left.Start, -left.End).CompareTo((right.Start, -right.End)));

    /// <summary>What stands where a secret would, and what looks like one.</summary>
    private List<CommentCell> Secrets(string line, int number)
    {
        var start = line.AsSpan().IndexOfAnyExcept("# \t-");
        if (start < 0)
        {
            return [];
        }

        var secrets = new List<CommentCell>();
        if (CommentedTable.FindHeader(line[start..].TrimEnd(), number) is { } header)
        {
            _tables.Add(header);
            _above = header;
        }
        else
        {
            IEnumerable<CommentedTable> tables = IsRowOfAbove(line, start) ? [_above!] : _tables;
            secrets.AddRange(tables.Where(table => table.Secret >= 0).SelectMany(table => InRow(line, start, table)));
        }

        if (Named.Match(line, start) is { Success: true } named)
        {
            secrets.Add(CommentCell.Of(line, named.Index + named.Length, line.Length));
        }

        secrets.AddRange(Words(line, start).Where(word => Shown.MayBeSecret(word.Text)));
        secrets.RemoveAll(secret => secret.Text.Length == 0);
        return secrets;
    }

    /// <summary>Whether it is as wide as a row of the table that it stands below; then it is of no other one.</summary>
    private bool IsRowOfAbove(string line, int start) =>
        _above is { } above && CommentCell.Split(line, start, above.Delimiter).Count == above.Width;

    /// <summary>The cells of a row that was commented out which may be its secret.</summary>
    private IEnumerable<CommentCell> InRow(string line, int start, CommentedTable table)
    {
        var isBelow = ReferenceEquals(table, _above);
        var delimiter =
            isBelow && !line.Contains(table.Delimiter, StringComparison.Ordinal)
                ? ",|\t".FirstOrDefault(other => line.IndexOf(other, start) >= 0, table.Delimiter)
                : table.Delimiter;
        var cells = CommentCell.Split(line, start, delimiter);
        if (cells.Count == table.Width)
        {
            var cell = cells[table.Secret];
            return !IsHarmless(cell.Text) && (isBelow || !cell.HasBlank) ? [cell] : [];
        }

        // Prose has commas too, each with a blank behind it.
        var isLoose = cells.Skip(1).All(cell => line[cell.Start - (cell.IsQuoted ? 2 : 1)] == ' ');
        if (cells.Count == 1 || isLoose && (!isBelow || cells.Exists(cell => cell.HasBlank)))
        {
            return [];
        }

        // With other columns than the table has now, only what is known is no secret.
        if (isBelow)
        {
            return cells.Where(cell => !IsHarmless(cell.Text) && !IsNumber(cell.Text));
        }

        // Far from its table, what has a blank inside is prose.
        return
            cells.Count > table.Secret && cells[table.Secret] is { HasBlank: false } secret && !IsHarmless(secret.Text)
            ? [secret]
            : [];
    }

    private bool IsHarmless(string text) => _known.Contains(text);

    private static bool IsNumber(string text) =>
        text.Length <= LongestNumber && text.All(letter => char.IsAsciiDigit(letter) || letter == '.');

    private static IEnumerable<CommentCell> Words(string line, int start)
    {
        while (start < line.Length)
        {
            var length = line.AsSpan(start).IndexOfAny(Ends);
            var end = length < 0 ? line.Length : start + length;
            yield return new CommentCell(start, end, line[start..end], false);
            start = end + 1;
        }
    }
}
