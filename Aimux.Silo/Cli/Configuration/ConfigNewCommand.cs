using System.CommandLine;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Files;

namespace Aimux.Silo.Cli.Configuration;

/// <summary><c>aimux config init</c> and <c>reset</c>: a configuration file to begin with.</summary>
internal static class ConfigNewCommand
{
    public static Command CreateInit(Terminal terminal)
    {
        var config = CommonOptions.Config("Where to make it, if not at the usual place.");
        var command = new Command(
            "init",
            "Make a configuration file: every setting with its default and what it means."
        )
        {
            config,
        };
        command.SetAction(
            (parsed, _) =>
            {
                var location = ConfigurationLocation.Find(
                    parsed.GetValue(config),
                    terminal.Variable,
                    terminal.Directory
                );
                return location.Path is { } path
                    ? terminal.Fail($"There is one already: {path}. `aimux config reset` begins anew.")
                    : Write(terminal, location.NewPath, version: null, "Made");
            }
        );
        return command;
    }

    public static Command CreateReset(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var command = new Command(
            "reset",
            "Begin the configuration file anew. The old one stays in .history beside it."
        )
        {
            config,
            yes,
        };
        command.SetAction(
            async (parsed, _) =>
            {
                var location = ConfigurationLocation.Find(
                    parsed.GetValue(config),
                    terminal.Variable,
                    terminal.Directory
                );
                if (location.Path is not { } path)
                {
                    return await terminal.Fail(
                        location.Mistake ?? "There is no configuration file. `aimux config init` makes one."
                    );
                }

                if (!parsed.GetValue(yes) && !await terminal.Confirm($"Begin {path} anew?"))
                {
                    return await terminal.Fail("Nothing was changed. --yes resets without asking.");
                }

                try
                {
                    var version = new ConfigurationFile(path, TimeProvider.System).Read().Version;
                    return await Write(terminal, path, version, "Began anew:");
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    return await terminal.Fail(failure.Message);
                }
            }
        );
        return command;
    }

    private static async Task<int> Write(Terminal terminal, string path, string? version, string what)
    {
        try
        {
            new ConfigurationFile(path, TimeProvider.System).Write(ConfigurationTemplate.Read(), version);
            await terminal.Out.WriteLineAsync($"{what} {path}");
            return 0;
        }
        catch (Exception failure)
            when (failure is ConfigurationChangedException or IOException or UnauthorizedAccessException)
        {
            return await terminal.Fail(failure.Message);
        }
    }
}
