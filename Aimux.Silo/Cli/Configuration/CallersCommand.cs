using System.CommandLine;
using System.Globalization;
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
            RowRemoval.Create(
                terminal,
                ConfigurationTable.Callers,
                "Remove a caller: its token is worth nothing from then on.",
                Ids
            ),
            RowSwitch.Create(terminal, ConfigurationTable.Callers, "enable", true, Ids),
            RowSwitch.Create(terminal, ConfigurationTable.Callers, "disable", false, Ids),
        };

    private static IEnumerable<string> Ids(AimuxOptions options) => options.Callers.Select(caller => caller.Id);

    private static Command List(Terminal terminal) =>
        RowList.Create(
            terminal,
            "List the callers; tokens are masked.",
            "No caller is configured: every program on this machine may call. Add one: aimux callers add laptop",
            options => options.Callers,
            ["Caller", "Token", "Models", "RPM", "Enabled"],
            (_, caller) =>
                [
                    caller.Id,
                    $"{caller.Token}",
                    caller.Models ?? "all",
                    caller.Rpm?.ToString(CultureInfo.InvariantCulture) ?? "",
                    caller.Enabled ? "yes" : "no",
                ],
            (_, caller) => Describe(caller)
        );

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
                var token = CallerToken.Create();
                var row = new JsonObject { ["id"] = name, ["token"] = CallerToken.Hash(token) };
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

    private static JsonObject Describe(CallerOptions caller) =>
        new JsonObject
        {
            ["id"] = caller.Id,
            ["token"] = $"{caller.Token}",
            ["models"] = caller.Models,
            ["rpm"] = caller.Rpm,
            ["enabled"] = caller.Enabled,
        };
}
