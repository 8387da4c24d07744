using System.CommandLine;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Cli.Configuration;

/// <summary><c>aimux providers</c>: the rows of <c>providers</c>.</summary>
internal static class ProvidersCommand
{
    public static Command Create(Terminal terminal) =>
        new("providers", "List and change the providers of the configuration file.")
        {
            List(terminal),
            Presets(terminal),
            Add(terminal),
            Remove(terminal),
            RowSwitch.Create(terminal, ConfigurationTable.Providers, "enable", true, Ids),
            RowSwitch.Create(terminal, ConfigurationTable.Providers, "disable", false, Ids),
        };

    /// <summary>For completion of a command line.</summary>
    public static IEnumerable<string> Ids(AimuxOptions options) => options.Providers.Select(provider => provider.Id);

    private static Command List(Terminal terminal) =>
        RowList.Create(
            terminal,
            "List the providers.",
            "No provider is configured. Add one: aimux providers add cerebras",
            options => options.Providers,
            ["Provider", "Base URL", "Models", "Keys", "Enabled"],
            (options, provider) =>
                [
                    provider.Id,
                    BaseUrlOf(provider) ?? "",
                    provider.Models ?? "as it says",
                    $"{KeysOf(options, provider)}",
                    provider.Enabled ? "yes" : "no",
                ],
            (options, provider) =>
                new JsonObject
                {
                    ["id"] = provider.Id,
                    ["preset"] = PresetOf(provider)?.Id,
                    ["base_url"] = BaseUrlOf(provider),
                    ["models"] = provider.Models,
                    ["keys"] = KeysOf(options, provider),
                    ["enabled"] = provider.Enabled,
                }
        );

    private static int KeysOf(AimuxOptions options, ProviderOptions provider) =>
        options.Keys.Count(key => key.Provider == provider.Id);

    private static Command Presets(Terminal terminal)
    {
        var json = CommonOptions.Json();
        var command = new Command("presets", "List the providers that Aimux knows by name.") { json };
        command.SetAction(
            async (parsed, _) =>
            {
                if (parsed.GetValue(json))
                {
                    var presets = ProviderPreset.All.Select(preset =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["id"] = preset.Id,
                                ["description"] = preset.Description,
                                ["base_url"] = preset.BaseUrl,
                                ["needs_key"] = preset.NeedsKey,
                            }
                    );
                    await JsonOutput.Write(terminal, new JsonArray([.. presets]));
                    return 0;
                }

                TableWriter.Write(
                    terminal,
                    ["Preset", "What it is", "Base URL", "Needs a key"],
                    ProviderPreset.All.Select(preset =>
                        new[] { preset.Id, preset.Description, preset.BaseUrl, preset.NeedsKey ? "yes" : "no" }
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
        var id = new Argument<string>("ID")
        {
            Description = "Your name of it; the name of a preset means that preset (aimux providers presets).",
        };
        id.CompletionSources.Add(_ =>
            ProviderPreset.All.Select(preset => new System.CommandLine.Completions.CompletionItem(preset.Id))
        );
        var preset = Text("--preset", "The preset that supplies what is left out.");
        var baseUrl = Text("--base-url", "Where its API starts.");
        var models = Text("--models", "Its own names of the models that it serves, separated by blanks.");
        var command = new Command("add", "Add a provider.") { id, preset, baseUrl, models, config };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var row = new JsonObject { ["id"] = parsed.GetRequiredValue(id) };
                AddText(row, "preset", parsed.GetValue(preset));
                AddText(row, "base_url", parsed.GetValue(baseUrl));
                AddText(row, "models", parsed.GetValue(models));
                return await OpenedConfiguration.Change(
                    terminal,
                    parsed.GetValue(config),
                    editor => editor.AddRow(ConfigurationTable.Providers, row),
                    $"Added {row["id"]}. Give it a key: aimux keys add {row["id"]}/main",
                    cancellation
                );
            }
        );
        return command;
    }

    private static Command Remove(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var id = CommonOptions.RowId(terminal, ConfigurationTable.Providers, Ids, config);
        var withKeys = new Option<bool>("--with-keys") { Description = "Remove its keys as well." };
        var command = new Command("remove", "Remove a provider.") { id, withKeys, config };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                if (await OpenedConfiguration.Open(terminal, parsed.GetValue(config), cancellation) is not { } opened)
                {
                    return CommandLine.Failed;
                }

                var name = parsed.GetRequiredValue(id);
                var keys = opened
                    .Options.Keys.Where(key => key.Provider == name)
                    .Select(key => $"{name}/{key.Id}")
                    .ToList();
                if (keys.Count > 0 && !parsed.GetValue(withKeys))
                {
                    return await terminal.Fail(
                        $"{name} has {(keys.Count == 1 ? "a key" : "keys")}: {string.Join(", ", keys)}. "
                            + "Remove them first, or all together with --with-keys."
                    );
                }

                return await opened.Change(
                    editor =>
                    {
                        foreach (var key in keys)
                        {
                            editor.RemoveRow(ConfigurationTable.Keys, key);
                        }

                        editor.RemoveRow(ConfigurationTable.Providers, name);
                    },
                    $"Removed {name}.",
                    cancellation
                );
            }
        );
        return command;
    }

    private static ProviderPreset? PresetOf(ProviderOptions provider) =>
        ProviderPreset.Find(provider.Preset ?? provider.Id);

    private static string? BaseUrlOf(ProviderOptions provider) => provider.BaseUrl ?? PresetOf(provider)?.BaseUrl;

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static void AddText(JsonObject row, string column, string? value)
    {
        if (value is not null)
        {
            row[column] = value;
        }
    }
}
