using System.CommandLine;
using System.CommandLine.Completions;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Aimux.Silo.Access;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Schema;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Cli.Configuration;

/// <summary><c>aimux config set</c> and <c>unset</c>: one setting, in place.</summary>
internal static class ConfigSetCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var setting = SettingArgument();
        var value = new Argument<string?>("VALUE")
        {
            Description =
                "Its value. Secrets are asked for or read from standard input; only references are arguments.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("set", "Set one setting; everything else in the file stays as it is.")
        {
            setting,
            value,
            config,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                if (Find(parsed.GetRequiredValue(setting), out var path, out var mistake) is not { } schema)
                {
                    return await Misuse(terminal, mistake);
                }

                var given = parsed.GetValue(value);
                if (schema.Kind == SettingKind.Secret)
                {
                    return await SetSecret(terminal, parsed.GetValue(config), path!, given, cancellation);
                }

                if (given is null)
                {
                    return await Misuse(terminal, $"{path} needs a value: aimux config set {path} VALUE.");
                }

                if (!SettingNode.TryParse(schema, given, out var node, out var wrong))
                {
                    return await Misuse(terminal, $"{path} {wrong}.");
                }

                return await OpenedConfiguration.Change(
                    terminal,
                    parsed.GetValue(config),
                    editor => editor.Set(path!, node),
                    $"{path} is {Shown.Typed(given)}.",
                    cancellation
                );
            }
        );
        return command;
    }

    public static Command CreateUnset(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var setting = SettingArgument();
        var command = new Command("unset", "Take one setting back to its default.") { setting, config };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                if (Find(parsed.GetRequiredValue(setting), out var path, out var mistake) is null)
                {
                    return await Misuse(terminal, mistake);
                }

                return await OpenedConfiguration.Change(
                    terminal,
                    parsed.GetValue(config),
                    editor => editor.Unset(path!),
                    $"{path} has its default.",
                    cancellation
                );
            }
        );
        return command;
    }

    public static Argument<string> SettingArgument()
    {
        var argument = new Argument<string>("SETTING")
        {
            Description = "Such as server.deadline, keys.cerebras/main.rpm or models.fast.candidates.",
        };
        argument.CompletionSources.Add(_ =>
            ConfigurationSchema
                .Root.Where(schema => schema.Kind == SettingKind.Group)
                .SelectMany(schema =>
                    schema.Children.Select(child => new CompletionItem($"{schema.Name}.{child.Name}"))
                )
        );
        return argument;
    }

    /// <summary>Says that a setting is unknown, and which may have been meant.</summary>
    public static string Unknown(SettingPath path)
    {
        var owner = ConfigurationSchema.Find(path.Table?.Name ?? path.Group ?? "");
        var names = owner is { Children.Count: > 0 }
            ? owner.Children.Select(child => child.Name)
            : ConfigurationSchema.Root.Select(schema => schema.Name);
        var hint = Spelling.Hint(owner is null ? path.Group ?? path.Name : path.Name, names);
        return $"There is no setting {Shown.Typed($"{path}")}.{hint} docs/configuration.md lists them all.";
    }

    private static SettingSchema? Find(string name, out SettingPath? path, out string mistake)
    {
        mistake = "";
        path = null;
        try
        {
            path = SettingPath.Parse(name);
        }
        catch (FormatException wrong)
        {
            mistake = wrong.Message;
            return null;
        }

        var owner = path.Table?.Name ?? path.Group;
        var schema = owner is null
            ? ConfigurationSchema.Find(path.Name)
            : ConfigurationSchema.Find(owner)?.Find(path.Name);
        if (schema is null or { Kind: SettingKind.Group or SettingKind.Table })
        {
            mistake = schema is null
                ? Unknown(path)
                : $"'{path}' holds settings; name one of them, such as {path}.{schema.Children[0].Name}.";
            return null;
        }

        return schema;
    }

    private static async Task<int> SetSecret(
        Terminal terminal,
        string? config,
        SettingPath path,
        string? given,
        CancellationToken cancellation
    )
    {
        if (given is not null && !IsNoSecret(given))
        {
            return await Misuse(
                terminal,
                $"{path} is a secret, and arguments are visible to other programs. Give a reference, env:NAME or file:/path, or leave it "
                    + "out to be asked, or pipe it in."
            );
        }

        if (await OpenedConfiguration.Open(terminal, config, cancellation) is not { } opened)
        {
            return CommandLine.Failed;
        }

        var (text, unusable) = given is null
            ? await SecretInput.Read(terminal, $"{path}", path.Table == ConfigurationTable.Keys, cancellation)
            : (given, null);
        if (text is null)
        {
            return await terminal.Fail($"{unusable} Nothing was changed.");
        }

        if (IsNoSecret(text))
        {
            return await opened.Change(
                editor => editor.Set(path, JsonValue.Create(text)),
                $"{path} is set.",
                cancellation
            );
        }

        // What Aimux only compares is kept as a hash; what it must send is kept in a file of its own.
        if (path.Table != ConfigurationTable.Keys)
        {
            var hash = path.Table is null
                ? CredentialHash.CreatePbkdf2(text)
                : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            return await opened.Change(
                editor => editor.Set(path, JsonValue.Create(hash)),
                $"{path} is set; the file holds a hash of it.",
                cancellation
            );
        }

        return await SecretFile.With(
            terminal,
            opened,
            path.RowId!.Replace('/', '.'),
            text,
            (reference, file) =>
                opened.Change(
                    editor => editor.Set(path, JsonValue.Create(reference)),
                    $"{path} is set; the secret is in {file}.",
                    cancellation
                )
        );
    }

    private static bool IsNoSecret(string text) =>
        SecretReference.TryParse(text, out var reference, out _) && reference!.Kind != SecretKind.Clear;

    private static async Task<int> Misuse(Terminal terminal, string message)
    {
        await terminal.Fail(message);
        return CommandLine.Usage;
    }
}
