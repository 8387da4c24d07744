using System.Text.RegularExpressions;
using Aimux.Silo.Configuration.Schema;
using Aimux.Silo.Configuration.Toon;

namespace Aimux.Silo.Configuration.Editing;

/// <summary>A table, in force or commented out: what a row of it looks like.</summary>
/// <param name="Delimiter">What separates its cells.</param>
/// <param name="Width">How many columns it has.</param>
/// <param name="Secret">The column of the secret, from 0; -1 if there is none.</param>
/// <param name="FirstLine">The line of its header.</param>
/// <param name="LastLine">The line of its last row.</param>
internal sealed partial record CommentedTable(char Delimiter, int Width, int Secret, int FirstLine, int LastLine)
{
    /// <summary>What secrets are called, wherever they stand.</summary>
    public static IReadOnlySet<string> Names { get; } =
        ConfigurationSchema
            .Root.SelectMany(owner => owner.Children)
            .Where(setting => setting.Kind == SettingKind.Secret)
            .Select(setting => setting.Name)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>The tables of a file.</summary>
    public static IEnumerable<CommentedTable> All(ToonElement root)
    {
        foreach (var table in root.Children.Where(child => child.Form == ToonForm.Table))
        {
            var delimiter = table.Delimiter switch
            {
                ToonDelimiter.Tab => '\t',
                ToonDelimiter.Pipe => '|',
                _ => ',',
            };
            yield return Of(delimiter, [.. table.Columns], table.FirstLine, table.LastLine);
        }
    }

    /// <summary>The table whose header was commented out here.</summary>
    /// <param name="content">The comment.</param>
    /// <param name="line">Its number.</param>
    /// <returns><c>null</c> if it is no such header.</returns>
    public static CommentedTable? FindHeader(string content, int line)
    {
        if (Header().Match(content) is not { Success: true } header)
        {
            return null;
        }

        var delimiter = header.Groups["delimiter"] is { Length: > 0 } given ? given.ValueSpan[0] : ',';
        var columns = CommentCell.Split(header.Groups["columns"].Value, 0, delimiter).Select(cell => cell.Text);
        return Of(delimiter, [.. columns], line, line);
    }

    private static CommentedTable Of(char delimiter, string[] columns, int firstLine, int lastLine) =>
        new(delimiter, columns.Length, Array.FindIndex(columns, Names.Contains), firstLine, lastLine);

    [GeneratedRegex(
        @"\A\S+\[\d+(?<delimiter>[|\t]?):?\]\s*\{(?<columns>.*)\}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Header();
}
