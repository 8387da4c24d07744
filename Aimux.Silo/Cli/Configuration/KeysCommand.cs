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
            RowRemoval.Create(
                terminal,
                ConfigurationTable.Keys,
                "Remove a key. A file that holds its secret stays.",
                Ids
            ),
            RowSwitch.Create(terminal, ConfigurationTable.Keys, "enable", true, Ids),
            RowSwitch.Create(terminal, ConfigurationTable.Keys, "disable", false, Ids),
        };

    private static IEnumerable<string> Ids(AimuxOptions options) =>
        options.Keys.Select(key => $"{key.Provider}/{key.Id}");

    private static Command List(Terminal terminal) =>
        RowList.Create(
            terminal,
            "List the keys; secrets are masked.",
            "No key is configured. Add one: aimux keys add cerebras/main",
            options => options.Keys,
            ["Key", "Secret", "Group", "RPM", "TPM", "RPD", "At once", "Weight", "Enabled"],
            (_, key) =>
                [
                    $"{key.Provider}/{key.Id}",
                    $"{key.Secret}",
                    key.QuotaGroup ?? "",
                    $"{key.Rpm}",
                    $"{key.Tpm}",
                    $"{key.Rpd}",
                    $"{key.Concurrency}",
                    key.Weight.ToString(CultureInfo.InvariantCulture),
                    key.Enabled ? "yes" : "no",
                ],
            (_, key) => Describe(key)
        );

    private static JsonObject Describe(KeyOptions key) =>
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
}
