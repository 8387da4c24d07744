using System.CommandLine;

namespace Aimux.Silo.Cli;

/// <summary>Runs a command line. Exit codes: 0 done, 1 failed, 2 the command line was wrong.</summary>
internal static class CommandLine
{
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>How long requests under way may take to end after the first Ctrl-C.</summary>
    public static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    public static async Task<int> Run(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync("aimux: " + error.Message);
            }

            await Console.Error.WriteLineAsync("Try 'aimux --help', or 'aimux COMMAND --help'.");
            return Usage;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = Farewell + TimeSpan.FromSeconds(5) }
        );
    }

    public static async Task<int> Fail(string message)
    {
        await Console.Error.WriteLineAsync("aimux: " + message);
        return Failed;
    }
}
