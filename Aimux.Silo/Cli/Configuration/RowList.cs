using System.CommandLine;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Cli.Configuration;

/// <summary><c>list</c> of the rows of a table, for people or as JSON.</summary>
internal static class RowList
{
    /// <param name="terminal">Where it is written.</param>
    /// <param name="description">Of the command.</param>
    /// <param name="none">What is said when there is no row.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">The heads of the columns.</param>
    /// <param name="cells">A row's cells.</param>
    /// <param name="describe">A row as JSON.</param>
    public static Command Create<TRow>(
        Terminal terminal,
        string description,
        string none,
        Func<AimuxOptions, TRow[]> rows,
        string[] columns,
        Func<AimuxOptions, TRow, string[]> cells,
        Func<AimuxOptions, TRow, JsonNode> describe
    )
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("list", description) { config, json };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                if (await OpenedConfiguration.Open(terminal, parsed.GetValue(config), cancellation) is not { } opened)
                {
                    return CommandLine.Failed;
                }

                var (options, all) = (opened.Options, rows(opened.Options));
                if (parsed.GetValue(json))
                {
                    await JsonOutput.Write(terminal, new JsonArray([.. all.Select(row => describe(options, row))]));
                }
                else if (all.Length == 0)
                {
                    await terminal.Out.WriteLineAsync(none);
                }
                else
                {
                    TableWriter.Write(terminal, columns, all.Select(row => cells(options, row)));
                }

                return 0;
            }
        );
        return command;
    }
}
