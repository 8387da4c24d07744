using Aimux.Silo.Configuration.Schema;
using Aimux.Silo.Configuration.Toon;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Cli.Configuration;

/// <summary>Masks comments: a key that was commented out is still a key.</summary>
internal sealed class MaskedComment
{
    private const string Ends = " \t\r,|\"'`;()";

    private static readonly HashSet<string> Names = ConfigurationSchema
        .Root.SelectMany(owner => owner.Children)
        .Where(setting => setting.Kind == SettingKind.Secret)
        .Select(setting => setting.Name)
        .ToHashSet(StringComparer.Ordinal);

    private readonly List<(char Delimiter, string[] Columns)> _tables = [];

    /// <param name="root">The file, whose tables say what a row that was commented out looks like.</param>
    public MaskedComment(ToonElement root)
    {
        foreach (var table in root.Children.Where(child => child.Form == ToonForm.Table))
        {
            var delimiter = table.Delimiter switch
            {
                ToonDelimiter.Tab => '\t',
                ToonDelimiter.Pipe => '|',
                _ => ',',
            };
            _tables.Add((delimiter, [.. table.Columns]));
        }
    }

    public string Mask(string line)
    {
        var start = line.AsSpan().IndexOfAnyExcept(' ');
        if (start < 0 || line[start] != '#')
        {
            return line;
        }

        var masked = line;
        foreach (var secret in Places(line).Where(text => text.Length > 0 && !MaskedText.IsReference(text)))
        {
            masked = masked.Replace(secret, "…", StringComparison.Ordinal);
        }

        return masked;
    }

    /// <summary>What stands where a secret would, and what looks like one.</summary>
    private IEnumerable<string> Places(string line)
    {
        var content = line.TrimStart('#', ' ');
        var colon = content.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && Names.Contains(content[..colon].Trim(' ', '-')))
        {
            yield return Bare(content[(colon + 1)..]);
        }

        foreach (var (delimiter, columns) in _tables)
        {
            if (content.Split(delimiter) is { } cells && cells.Length == columns.Length)
            {
                foreach (var cell in cells.Where((_, index) => Names.Contains(columns[index])).Select(Bare))
                {
                    // Prose has commas too, and headers name their columns.
                    if (!cell.Contains(' ', StringComparison.Ordinal) && !Names.Contains(cell) && cell != "null")
                    {
                        yield return cell;
                    }
                }
            }
        }

        foreach (var word in content.Split([.. Ends], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Shown.MayBeSecret(word))
            {
                yield return word;
            }
        }
    }

    private static string Bare(string cell) => cell.Trim([.. Ends]);
}
