using System.CommandLine;
using Aimux.Silo.Cli.Configuration;
using Aimux.Silo.Cli.Explaining;
using Aimux.Silo.Cli.Toon;
using Aimux.Silo.Configuration.Validation;

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
        // An argument such as @cf/some/model is one, and no file of more arguments.
        var parsed = Root(terminal)
            .Parse(SuggestDirective.Complete(args), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await terminal.Error.WriteLineAsync("aimux: " + WithoutSurplus(parsed, error.Message));
            }

            await terminal.Error.WriteLineAsync("Try 'aimux --help', or 'aimux COMMAND --help'.");
            return Usage;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                // What serves says farewell; a command at a prompt, or on its way, just ends.
                ProcessTerminationTimeout = Serves(parsed) ? Farewell + TimeSpan.FromSeconds(5) : null,
            }
        );
    }

    private static bool Serves(ParseResult parsed) => parsed.CommandResult.Command.Name is "serve" or "simulate";

    /// <summary>An argument too many may be a secret that somebody tried to give; an option's name is none.</summary>
    private static string WithoutSurplus(ParseResult parsed, string message) =>
        parsed.CommandResult.Command.Subcommands.Count > 0
            ? message
            : parsed.UnmatchedTokens.Aggregate(
                message,
                (text, token) => text.Replace($"'{token}'", $"'{OptionName(token)}'", StringComparison.Ordinal)
            );

    private static string OptionName(string token)
    {
        var name = token.Split('=', ':')[0];
        return name.StartsWith("--", StringComparison.Ordinal) && !Shown.MayBeSecret(name) ? name : "…";
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
            CallersCommand.Create(terminal),
            PasswordCommand.Create(terminal),
            ToonCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            SimulateCommand.Create(terminal),
        };
}
