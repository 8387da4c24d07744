using System.CommandLine;
using System.Text.Json.Nodes;
using Aimux.Silo.Configuration;
using Aimux.Silo.Configuration.Files;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Cli.Configuration;

/// <summary><c>aimux config</c>: the configuration file as a whole.</summary>
internal static class ConfigCommand
{
    public static Command Create(Terminal terminal) =>
        new("config", "Find, check and change the configuration file.")
        {
            ShowPath(terminal),
            ConfigShowCommand.Create(terminal),
            Validate(terminal),
            ConfigShowCommand.CreateGet(terminal),
            ConfigSetCommand.Create(terminal),
            ConfigSetCommand.CreateUnset(terminal),
            ConfigEditCommand.Create(terminal),
            ConfigNewCommand.CreateInit(terminal),
            ConfigNewCommand.CreateReset(terminal),
        };

    private static Command ShowPath(Terminal terminal)
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var command = new Command("path", "Say where the configuration file is.") { config, json };
        command.SetAction(
            async (parsed, _) =>
            {
                var location = ConfigurationLocation.Find(
                    parsed.GetValue(config),
                    terminal.Variable,
                    terminal.Directory
                );
                if (parsed.GetValue(json))
                {
                    await JsonOutput.Write(
                        terminal,
                        new JsonObject { ["path"] = location.Path, ["new_path"] = location.NewPath }
                    );
                    return location.Mistake is { } missing ? await terminal.Fail(missing) : 0;
                }

                if (location.Path is null)
                {
                    return await terminal.Fail(
                        location.Mistake
                            ?? $"There is no configuration file, and none is needed. `aimux config init` makes one: {location.NewPath}"
                    );
                }

                await terminal.Out.WriteLineAsync(location.Path);
                return 0;
            }
        );
        return command;
    }

    private static Command Validate(Terminal terminal)
    {
        var (config, json) = (CommonOptions.Config(), CommonOptions.Json());
        var file = new Argument<string?>("FILE")
        {
            Description = "The file to check, if not the usual one.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        file.Validators.Add(CommonOptions.RefuseEmpty);
        file.Validators.Add(CommonOptions.RefuseOption);
        var command = new Command("validate", "Check the configuration file: every mistake at once.")
        {
            file,
            config,
            json,
        };
        command.SetAction(
            async (parsed, _) =>
            {
                var given = parsed.GetValue(file) ?? parsed.GetValue(config);
                var location = ConfigurationLocation.Find(given, terminal.Variable, terminal.Directory);
                if (location.Path is not { } path)
                {
                    return await terminal.Fail(location.Mistake ?? "There is no configuration file to check.");
                }

                try
                {
                    var content = new ConfigurationFile(path, TimeProvider.System).Read().Content;
                    var reading = ConfigurationReader.Read(content, path);
                    var findings = reading.Findings.Concat(Surroundings(path, reading, terminal)).ToList();
                    await Report(terminal, path, findings, parsed.GetValue(json));
                    return reading.HasErrors ? CommandLine.Failed : 0;
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    return await terminal.Fail(failure.Message);
                }
            }
        );
        return command;
    }

    /// <summary>What a file alone does not tell: who can read it, and whether its references lead somewhere here.</summary>
    private static IEnumerable<ConfigurationFinding> Surroundings(
        string path,
        ConfigurationReading reading,
        Terminal terminal
    )
    {
        if (reading.Options is not { } options)
        {
            yield break;
        }

        if (
            !OperatingSystem.IsWindows()
            && SecretChecks.FindFileMode(File.GetUnixFileMode(path), options) is { } readable
        )
        {
            yield return new ConfigurationFinding(false, path, 0, 0, null, readable);
        }

        var resolver = new SecretResolver(terminal.Variable, File.OpenRead, terminal.Variable("CREDENTIALS_DIRECTORY"));
        foreach (var unresolved in SecretChecks.FindUnresolved(options, resolver))
        {
            yield return new ConfigurationFinding(false, path, 0, 0, null, unresolved);
        }
    }

    private static async Task Report(Terminal terminal, string path, List<ConfigurationFinding> findings, bool json)
    {
        if (json)
        {
            var list = findings.Select(finding =>
                (JsonNode)
                    new JsonObject
                    {
                        ["severity"] = finding.IsError ? "error" : "warning",
                        ["line"] = finding.Line,
                        ["column"] = finding.Column,
                        ["path"] = finding.Path,
                        ["message"] = finding.Message,
                    }
            );
            await JsonOutput.Write(
                terminal,
                new JsonObject { ["file"] = path, ["findings"] = new JsonArray([.. list]) }
            );
            return;
        }

        await OpenedConfiguration.Tell(terminal, findings);
        var errors = findings.Count(finding => finding.IsError);
        await terminal.Out.WriteLineAsync(
            errors > 0 ? $"{path}: {errors} {(errors == 1 ? "mistake" : "mistakes")}" : $"{path} is valid"
        );
    }
}
