using System.CommandLine;
using Aimux.Silo.Cli.Configuration;
using Aimux.Silo.Cli.Toon;

namespace Aimux.Silo.Cli;

/// <summary>Runs a command line. Exit codes: 0 done, 1 failed, 2 the command line was wrong.</summary>
internal static class CommandLine
{
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>How long requests under way may take to end after the first Ctrl-C.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    public static async Task<int> Run(Terminal terminal, string[] args)
    {
        var parsed = Root(terminal).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await terminal.Error.WriteLineAsync("aimux: " + error.Message);
            }

            await terminal.Error.WriteLineAsync("Try 'aimux --help', or 'aimux COMMAND --help'.");
            return Usage;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                ProcessTerminationTimeout = Farewell + TimeSpan.FromSeconds(5),
            }
        );
    }

    private static RootCommand Root(Terminal terminal) =>
        new(
            "Aimux: one local endpoint in front of many AI providers and many API keys. Exit codes: 0 done, 1 failed, 2 wrong usage."
        )
        {
            ServeCommand.Create(terminal),
            ConfigCommand.Create(terminal),
            ProvidersCommand.Create(terminal),
            KeysCommand.Create(terminal),
            ToonCommand.Create(terminal),
            SimulateCommand.Create(terminal),
        };
}
