using System.CommandLine;
using System.CommandLine.Completions;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Cli.Configuration;

/// <summary>Options and arguments that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string?> Config() =>
        new("--config") { Description = "The configuration file, if not the usual one.", HelpName = "FILE" };

    public static Option<bool> Json() => new("--json") { Description = "Write JSON, for programs." };

    /// <summary>The name of a row that is there already; completed from the file.</summary>
    public static Argument<string> RowId(
        Terminal terminal,
        ConfigurationTable table,
        Func<AimuxOptions, IEnumerable<string>> ids
    )
    {
        var argument = new Argument<string>(
            string.Join('/', table.IdColumns.Select(column => column.ToUpperInvariant()))
        )
        {
            Description = $"Which {table.Row}; `aimux {table.Name} list` shows them all.",
        };
        argument.CompletionSources.Add(_ =>
            OpenedConfiguration.Peek(terminal) is { } options ? ids(options).Select(id => new CompletionItem(id)) : []
        );
        return argument;
    }
}
