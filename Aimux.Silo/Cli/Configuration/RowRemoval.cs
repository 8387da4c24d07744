using System.CommandLine;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Cli.Configuration;

/// <summary><c>remove</c> of one row that no other row hangs on.</summary>
internal static class RowRemoval
{
    public static Command Create(
        Terminal terminal,
        ConfigurationTable table,
        string description,
        Func<AimuxOptions, IEnumerable<string>> ids
    )
    {
        var config = CommonOptions.Config();
        var id = CommonOptions.RowId(terminal, table, ids, config);
        var command = new Command("remove", description) { id, config };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var name = parsed.GetRequiredValue(id);
                return OpenedConfiguration.Change(
                    terminal,
                    parsed.GetValue(config),
                    editor => editor.RemoveRow(table, name),
                    $"Removed {name}.",
                    cancellation
                );
            }
        );
        return command;
    }
}
