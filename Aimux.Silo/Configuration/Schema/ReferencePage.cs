using System.Text;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Schema;

/// <summary>Writes the reference of all settings as Markdown.</summary>
internal static class ReferencePage
{
    public static string Write()
    {
        var page = new StringBuilder();
        var defaults = new AimuxOptions();
        foreach (var setting in ConfigurationSchema.Root)
        {
            page.Append($"### `{setting.Name}`\n\n");
            if (setting.Kind is not (SettingKind.Group or SettingKind.Table))
            {
                AppendTable(page, [setting], defaults);
                continue;
            }

            page.Append($"{setting.Description}\n\n");
            var owner = setting.Kind == SettingKind.Table ? setting.NewRow!() : setting.Get(defaults)!;
            AppendTable(page, setting.Children, owner);
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static void AppendTable(StringBuilder page, IReadOnlyList<SettingSchema> settings, object owner)
    {
        page.Append("| Setting | Takes | Default | Meaning |\n|---|---|---|---|\n");
        foreach (var setting in settings)
        {
            var text = SettingText.Format(setting.Get(owner));
            var usual =
                setting.Required ? "required"
                : text.Length == 0 ? ""
                : $"`{text}`";
            var restart = setting.NeedsRestart ? " A change waits for the next start." : "";
            var example = setting.Example is null || setting.Example == text ? "" : $" Example: `{setting.Example}`.";
            page.Append(
                $"| `{setting.Name}` | {Takes(setting)} | {usual} | {setting.Description}{restart}{example} |\n"
            );
        }

        page.Append('\n');
    }

    private static string Takes(SettingSchema setting)
    {
        var kind = setting.Kind switch
        {
            SettingKind.WholeNumber => "whole number",
            SettingKind.Number => "number",
            SettingKind.YesNo => "true, false",
            SettingKind.Duration => "time",
            SettingKind.Size => "size",
            SettingKind.Address => "address",
            SettingKind.Secret => "secret",
            SettingKind.Choice => string.Join(", ", setting.Choices),
            _ => "text",
        };
        return setting.Range?.Split("..") switch
        {
            null => kind,
            [var least, var greatest] when least == greatest => least,
            var bounds => $"{kind}, {string.Join(" to ", bounds)}",
        };
    }
}
