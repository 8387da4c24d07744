using Spectre.Console;

namespace Aimux.Silo.Cli;

/// <summary>Writes lists for people.</summary>
internal static class TableWriter
{
    /// <param name="terminal">Where to.</param>
    /// <param name="columns">Their titles.</param>
    /// <param name="rows">As plain text: nothing in it is markup.</param>
    public static void Write(Terminal terminal, string[] columns, IEnumerable<string[]> rows)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Out), Interactive = InteractionSupport.No }
        );
        console.Profile.Width = terminal.Width;
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column)));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(Printable(cell))));
        }

        console.Write(table);
    }

    /// <summary>A file may hold escape sequences; a terminal must not obey them.</summary>
    private static string Printable(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\u001f') || text.AsSpan().ContainsAnyInRange('\u007f', '\u009f')
            ? string.Concat(text.Select(character => char.IsControl(character) ? '\uFFFD' : character))
            : text;
}
