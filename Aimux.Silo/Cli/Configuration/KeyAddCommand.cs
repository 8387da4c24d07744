using System.CommandLine;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Options;

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
        var group = new Option<string?>("--group") { Description = "Its quota group." };
        var limits = new[]
        {
            Number("--rpm", "Requests per minute."),
            Number("--tpm", "Tokens per minute."),
            Number("--rpd", "Requests per day."),
            Number("--concurrency", "Attempts in flight at once."),
        };
        var weight = new Option<double?>("--weight") { Description = "Its share beside the provider's other keys." };
        var command = new Command("add", "Add a key.") { id, secret, clear, group, weight, config };
        foreach (var limit in limits)
        {
            command.Add(limit);
        }

        command.SetAction(
            async (parsed, cancellation) =>
            {
                var name = parsed.GetRequiredValue(id);
                if (name.Split('/') is not [{ Length: > 0 } provider, { Length: > 0 } key])
                {
                    return await Misuse(
                        terminal,
                        $"'{name}' is no name of a key. Expected: PROVIDER/ID, such as cerebras/main."
                    );
                }

                var given = parsed.GetValue(secret);
                if (given is not null && !IsReference(given))
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

                if ((given ?? await terminal.ReadSecret($"Secret of {name}", cancellation)) is not { } text)
                {
                    return await terminal.Fail("No secret was given; nothing was changed.");
                }

                if (given is null && IsReference(text))
                {
                    given = text;
                }

                var row = new JsonObject
                {
                    ["provider"] = provider,
                    ["id"] = key,
                    ["secret"] = text,
                };
                Add(row, "quota_group", parsed.GetValue(group));
                foreach (var limit in limits)
                {
                    Add(row, limit.Name.TrimStart('-'), parsed.GetValue(limit));
                }

                Add(row, "weight", parsed.GetValue(weight));
                if (given is not null || parsed.GetValue(clear))
                {
                    return await opened.Change(Edit(row), $"Added {name}.", cancellation);
                }

                return await SecretFile.With(
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

    private static bool IsReference(string text) =>
        SecretReference.TryParse(text, out var reference, out _)
        && reference!.Kind is SecretKind.Environment or SecretKind.File;

    private static async Task<int> Misuse(Terminal terminal, string message)
    {
        await terminal.Fail(message);
        return CommandLine.Usage;
    }

    private static Option<int?> Number(string name, string description) => new(name) { Description = description };

    private static void Add<T>(JsonObject row, string column, T? value)
    {
        if (value is not null)
        {
            row[column] = JsonValue.Create(value);
        }
    }
}
