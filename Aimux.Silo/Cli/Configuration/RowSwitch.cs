using System.CommandLine;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Cli.Configuration;

/// <summary><c>enable</c> and <c>disable</c> of one row.</summary>
internal static class RowSwitch
{
    public static Command Create(
        Terminal terminal,
        ConfigurationTable table,
        string verb,
        bool enabled,
        Func<AimuxOptions, IEnumerable<string>> ids
    )
    {
        var config = CommonOptions.Config();
        var id = CommonOptions.RowId(terminal, table, ids, config);
        var command = new Command(
            verb,
            enabled ? $"Use a {table.Row} again." : $"Keep a {table.Row} but do not use it."
        )
        {
            id,
            config,
        };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var name = parsed.GetRequiredValue(id);
                return OpenedConfiguration.Change(
                    terminal,
                    parsed.GetValue(config),
                    editor => editor.Set(SettingPath.OfRow(table, name, "enabled"), JsonValue.Create(enabled)),
                    $"{name} is {(enabled ? "enabled" : "disabled")}.",
                    cancellation
                );
            }
        );
        return command;
    }
}
