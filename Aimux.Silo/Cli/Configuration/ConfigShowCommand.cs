using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Cli.Configuration;

/// <summary><c>aimux config show</c> and <c>get</c>: what is set, and what holds where nothing is.</summary>
internal static class ConfigShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command(
            "show",
            "Show the configuration file with its secrets masked; with --json every setting, defaults included."
        )
        {
            config,
            json,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                if (await OpenedConfiguration.Open(terminal, parsed.GetValue(config), cancellation) is not { } opened)
                {
                    return CommandLine.Failed;
                }

                if (parsed.GetValue(json))
                {
                    await JsonOutput.Write(terminal, Json(opened.Options));
                }
                else if (opened.Exists)
                {
                    await terminal.Out.WriteAsync(MaskedText.Of(opened.Content));
                }
                else
                {
                    await terminal.Error.WriteLineAsync(
                        "There is no configuration file: all settings have their defaults. --json shows them."
                    );
                }

                return 0;
            }
        );
        return command;
    }

    public static Command CreateGet(Terminal terminal)
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var setting = ConfigSetCommand.SettingArgument();
        var command = new Command("get", "Show one setting, or one group or table.") { setting, config, json };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                if (await OpenedConfiguration.Open(terminal, parsed.GetValue(config), cancellation) is not { } opened)
                {
                    return CommandLine.Failed;
                }

                var name = parsed.GetRequiredValue(setting);
                if (!TryFind(Json(opened.Options), name, out var value, out var mistake))
                {
                    await terminal.Fail(mistake);
                    return CommandLine.Usage;
                }

                if (parsed.GetValue(json) || value is JsonObject or JsonArray)
                {
                    await JsonOutput.Write(terminal, value);
                }
                else
                {
                    await terminal.Out.WriteLineAsync(value?.ToString() ?? "");
                }

                return 0;
            }
        );
        return command;
    }

    private static JsonObject Json(AimuxOptions options) =>
        (JsonObject)JsonSerializer.SerializeToNode(options, OptionsContext.Default.AimuxOptions)!;

    private static bool TryFind(JsonObject all, string name, out JsonNode? value, out string mistake)
    {
        mistake = "";
        if (all.TryGetPropertyValue(name, out value))
        {
            return true;
        }

        try
        {
            var path = SettingPath.Parse(name);
            if (path.Table is { } table)
            {
                var row = ((JsonArray)all[table.Name]!).FirstOrDefault(row =>
                    string.Join('/', table.IdColumns.Select(column => (string?)row![column])) == path.RowId
                );
                if (row is null)
                {
                    mistake = $"There is no {table.Row} {Shown.Typed(path.RowId!)}.";
                    return false;
                }

                return ((JsonObject)row).TryGetPropertyValue(path.Name, out value) || Unknown(path, out mistake);
            }

            value = null;
            return path.Group is not null
                    && all[path.Group] is JsonObject group
                    && group.TryGetPropertyValue(path.Name, out value)
                || Unknown(path, out mistake);
        }
        catch (FormatException wrong)
        {
            mistake = wrong.Message;
            return false;
        }
    }

    private static bool Unknown(SettingPath path, out string mistake)
    {
        mistake = ConfigSetCommand.Unknown(path);
        return false;
    }
}
