using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Aimux.Silo.Cli.Explaining;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Cli.Configuration;

/// <summary><c>aimux keys</c>: the rows of <c>keys</c>. Secrets come from a prompt, standard input or a reference.</summary>
internal static class KeysCommand
{
    public static Command Create(Terminal terminal) =>
        new("keys", "List and change the keys of the configuration file, and tell how they stand.")
        {
            List(terminal),
            KeyStatusCommand.Create(terminal),
            KeyAddCommand.Create(terminal),
            Remove(terminal),
            RowSwitch.Create(terminal, ConfigurationTable.Keys, "enable", true, Ids),
            RowSwitch.Create(terminal, ConfigurationTable.Keys, "disable", false, Ids),
        };

    private static IEnumerable<string> Ids(AimuxOptions options) =>
        options.Keys.Select(key => $"{key.Provider}/{key.Id}");

    private static Command List(Terminal terminal)
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("list", "List the keys; secrets are masked.") { config, json };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                if (await OpenedConfiguration.Open(terminal, parsed.GetValue(config), cancellation) is not { } opened)
                {
                    return CommandLine.Failed;
                }

                if (parsed.GetValue(json))
                {
                    await JsonOutput.Write(terminal, new JsonArray([.. opened.Options.Keys.Select(Describe)]));
                    return 0;
                }

                if (opened.Options.Keys.Length == 0)
                {
                    await terminal.Out.WriteLineAsync("No key is configured. Add one: aimux keys add cerebras/main");
                    return 0;
                }

                TableWriter.Write(
                    terminal,
                    ["Key", "Secret", "Group", "RPM", "TPM", "RPD", "At once", "Weight", "Enabled"],
                    opened.Options.Keys.Select(key =>
                        new[]
                        {
                            $"{key.Provider}/{key.Id}",
                            $"{key.Secret}",
                            key.QuotaGroup ?? "",
                            $"{key.Rpm}",
                            $"{key.Tpm}",
                            $"{key.Rpd}",
                            $"{key.Concurrency}",
                            key.Weight.ToString(CultureInfo.InvariantCulture),
                            key.Enabled ? "yes" : "no",
                        }
                    )
                );
                return 0;
            }
        );
        return command;
    }

    private static JsonNode Describe(KeyOptions key) =>
        new JsonObject
        {
            ["provider"] = key.Provider,
            ["id"] = key.Id,
            ["secret"] = $"{key.Secret}",
            ["quota_group"] = key.QuotaGroup,
            ["rpm"] = key.Rpm,
            ["tpm"] = key.Tpm,
            ["rpd"] = key.Rpd,
            ["concurrency"] = key.Concurrency,
            ["weight"] = key.Weight,
            ["enabled"] = key.Enabled,
        };

    private static Command Remove(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var id = CommonOptions.RowId(terminal, ConfigurationTable.Keys, Ids, config);
        var command = new Command("remove", "Remove a key. A file that holds its secret stays.") { id, config };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var name = parsed.GetRequiredValue(id);
                return OpenedConfiguration.Change(
                    terminal,
                    parsed.GetValue(config),
                    editor => editor.RemoveRow(ConfigurationTable.Keys, name),
                    $"Removed {name}.",
                    cancellation
                );
            }
        );
        return command;
    }
}
