using System.CommandLine;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Schema;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Cli.Configuration;

/// <summary>
/// <c>aimux keys add</c>. A secret that is typed or piped goes into a file of its own, readable by its owner alone, and
/// the row refers to that file; into the row itself only with <c>--clear</c>.
/// </summary>
internal static class KeyAddCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var id = new Argument<string>("PROVIDER/ID") { Description = "The provider, and your name of the key." };
        var secret = new Option<string?>("--secret")
        {
            Description =
                "Where the secret is: env:NAME or file:/path. Left out, it is asked for or read from standard input.",
            HelpName = "REFERENCE",
        };
        var clear = new Option<bool>("--clear") { Description = "Keep the secret in the configuration file itself." };
        var columns = new Dictionary<string, Option<JsonNode?>>(StringComparer.Ordinal)
        {
            ["quota_group"] = Column("--group", "NAME", "Its quota group.", "quota_group"),
            ["rpm"] = Column("--rpm", "N", "Requests per minute."),
            ["tpm"] = Column("--tpm", "N", "Tokens per minute."),
            ["rpd"] = Column("--rpd", "N", "Requests per day."),
            ["concurrency"] = Column("--concurrency", "N", "Attempts in flight at once."),
            ["weight"] = Column("--weight", "NUMBER", "Its share beside the provider's other keys."),
        };
        var command = new Command("add", "Add a key.") { id, secret, clear, config };
        foreach (var column in columns.Values)
        {
            command.Add(column);
        }

        command.SetAction(
            async (parsed, cancellation) =>
            {
                var name = parsed.GetRequiredValue(id);
                if (name.Split('/') is not [{ Length: > 0 } provider, { Length: > 0 } key])
                {
                    return await Misuse(
                        terminal,
                        $"{Shown.Typed(name)} is no name of a key. Expected: PROVIDER/ID, such as cerebras/main."
                    );
                }

                var given = parsed.GetValue(secret);
                if (given is not null && !MaskedText.IsReference(given))
                {
                    return await Misuse(
                        terminal,
                        "--secret takes a reference, env:NAME or file:/path, since arguments are visible to other programs. "
                            + "Leave it out to be asked, or pipe the secret in."
                    );
                }

                if (await OpenedConfiguration.Open(terminal, parsed.GetValue(config), cancellation) is not { } opened)
                {
                    return CommandLine.Failed;
                }

                var (text, unusable) = given is null
                    ? await SecretInput.Read(terminal, $"Secret of {name}", isSent: true, cancellation)
                    : (given, null);
                if (text is null)
                {
                    return await terminal.Fail($"{unusable} Nothing was changed.");
                }

                var row = new JsonObject
                {
                    ["provider"] = provider,
                    ["id"] = key,
                    ["secret"] = text,
                };
                foreach (var (column, option) in columns)
                {
                    if (parsed.GetValue(option) is { } value)
                    {
                        row[column] = value;
                    }
                }

                if (MaskedText.IsReference(text) || parsed.GetValue(clear))
                {
                    return await opened.Change(Edit(row), $"Added {name}.", cancellation);
                }

                return await SecretFile.With(
                    terminal,
                    opened,
                    $"{provider}.{key}",
                    text,
                    (reference, path) =>
                    {
                        row["secret"] = reference;
                        return opened.Change(Edit(row), $"Added {name}; its secret is in {path}.", cancellation);
                    }
                );
            }
        );
        return command;
    }

    private static Action<ConfigurationEditor> Edit(JsonObject row) =>
        editor => editor.AddRow(ConfigurationTable.Keys, row);

    private static async Task<int> Misuse(Terminal terminal, string message)
    {
        await terminal.Fail(message);
        return CommandLine.Usage;
    }

    /// <summary>An option that takes what the column does.</summary>
    private static Option<JsonNode?> Column(string name, string takes, string description, string? column = null)
    {
        var schema = ConfigurationSchema.Find("keys")!.Find(column ?? name.TrimStart('-'))!;
        return new Option<JsonNode?>(name)
        {
            Description = description,
            HelpName = takes,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                if (!SettingNode.TryParse(schema, result.Tokens[0].Value, out var node, out var mistake))
                {
                    result.AddError($"{name} {mistake}.");
                }

                return node;
            },
        };
    }
}
