using System.Buffers.Text;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Aimux.Silo.Access;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Cli.Configuration;

/// <summary><c>aimux callers</c>: the rows of <c>callers</c>. A token is made here, shown once, and kept as a hash.</summary>
internal static class CallersCommand
{
    public static Command Create(Terminal terminal) =>
        new("callers", "List and change who may call.")
        {
            List(terminal),
            Add(terminal),
            Remove(terminal),
            RowSwitch.Create(terminal, ConfigurationTable.Callers, "enable", true, Ids),
            RowSwitch.Create(terminal, ConfigurationTable.Callers, "disable", false, Ids),
        };

    private static IEnumerable<string> Ids(AimuxOptions options) => options.Callers.Select(caller => caller.Id);

    private static Command List(Terminal terminal)
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("list", "List the callers; tokens are masked.") { config, json };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                if (await OpenedConfiguration.Open(terminal, parsed.GetValue(config), cancellation) is not { } opened)
                {
                    return CommandLine.Failed;
                }

                if (parsed.GetValue(json))
                {
                    await JsonOutput.Write(terminal, new JsonArray([.. opened.Options.Callers.Select(Describe)]));
                    return 0;
                }

                if (opened.Options.Callers.Length == 0)
                {
                    await terminal.Out.WriteLineAsync(
                        "No caller is configured: every program on this machine may call. Add one: aimux callers add laptop"
                    );
                    return 0;
                }

                TableWriter.Write(
                    terminal,
                    ["Caller", "Token", "Models", "RPM", "Enabled"],
                    opened.Options.Callers.Select(caller =>
                        new[]
                        {
                            caller.Id,
                            $"{caller.Token}",
                            caller.Models ?? "all",
                            caller.Rpm?.ToString(CultureInfo.InvariantCulture) ?? "",
                            caller.Enabled ? "yes" : "no",
                        }
                    )
                );
                return 0;
            }
        );
        return command;
    }

    private static Command Add(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var id = new Argument<string>("ID") { Description = "Your name of the caller." };
        var models = new Option<string?>("--models")
        {
            Description =
                "Names of models that it may ask for, separated by blanks; one * at the end stands for any rest.",
        };
        var rpm = new Option<int?>("--rpm") { Description = "Requests that it may send in a minute.", HelpName = "N" };
        var command = new Command("add", "Add a caller, and show its token this once.") { id, models, rpm, config };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var name = parsed.GetRequiredValue(id);
                var token = "aimux_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
                var row = new JsonObject
                {
                    ["id"] = name,
                    ["token"] = "sha256:" + Convert.ToHexStringLower(CredentialHash.Sha256(token)),
                };
                if (parsed.GetValue(models) is { } allowed)
                {
                    row["models"] = allowed;
                }

                if (parsed.GetValue(rpm) is { } most)
                {
                    row["rpm"] = most;
                }

                var code = await OpenedConfiguration.Change(
                    terminal,
                    parsed.GetValue(config),
                    editor => editor.AddRow(ConfigurationTable.Callers, row),
                    $"Added {name}. This is its token, shown this once; the file holds a hash of it:",
                    cancellation
                );
                if (code == 0)
                {
                    await terminal.Out.WriteLineAsync(token);
                }

                return code;
            }
        );
        return command;
    }

    private static Command Remove(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var id = CommonOptions.RowId(terminal, ConfigurationTable.Callers, Ids, config);
        var command = new Command("remove", "Remove a caller: its token is worth nothing from then on.") { id, config };
        command.SetAction(
            (parsed, cancellation) =>
            {
                var name = parsed.GetRequiredValue(id);
                return OpenedConfiguration.Change(
                    terminal,
                    parsed.GetValue(config),
                    editor => editor.RemoveRow(ConfigurationTable.Callers, name),
                    $"Removed {name}.",
                    cancellation
                );
            }
        );
        return command;
    }

    private static JsonNode Describe(CallerOptions caller) =>
        new JsonObject
        {
            ["id"] = caller.Id,
            ["token"] = $"{caller.Token}",
            ["models"] = caller.Models,
            ["rpm"] = caller.Rpm,
            ["enabled"] = caller.Enabled,
        };
}
