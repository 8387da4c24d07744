using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Aimux.Silo.Configuration.Editing;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Cli.Configuration;

/// <summary>Options and arguments that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string?> Config(string description = "The configuration file, if not the usual one.")
    {
        var option = new Option<string?>("--config") { Description = description, HelpName = "FILE" };
        option.Validators.Add(RefuseEmpty);
        return option;
    }

    public static Option<bool> Json() => new("--json") { Description = "Write JSON, for programs." };

    /// <summary>A variable of a script that is not set must not mean the usual file.</summary>
    public static void RefuseEmpty(SymbolResult result)
    {
        if (result.Tokens.Any(token => token.Value.Length == 0))
        {
            result.AddError("The name of the configuration file is empty.");
        }
    }

    /// <summary>The library takes an option that it does not know for the name of a file.</summary>
    public static void RefuseOption(SymbolResult result)
    {
        if (result.Tokens is [{ Value: ['-', _, ..] name }, ..])
        {
            result.AddError(
                $"There is no option {Shown.Typed(name.Split('=', ':')[0])}. A file of such a name is written ./NAME."
            );
        }
    }

    /// <summary>The name of a row that is there already; completed from the file.</summary>
    public static Argument<string> RowId(
        Terminal terminal,
        ConfigurationTable table,
        Func<AimuxOptions, IEnumerable<string>> ids,
        Option<string?> config
    )
    {
        var argument = new Argument<string>(
            string.Join('/', table.IdColumns.Select(column => column.ToUpperInvariant()))
        )
        {
            Description = $"Which {table.Row}; `aimux {table.Name} list` shows them all.",
        };
        argument.CompletionSources.Add(context =>
            OpenedConfiguration.Peek(terminal, Typed(context, config)) is { } options
                ? ids(options).Select(id => new CompletionItem(id))
                : []
        );
        return argument;
    }

    /// <summary>The value of an option on a line that is not complete yet.</summary>
    private static string? Typed(CompletionContext context, Option<string?> option) =>
        context.ParseResult.GetResult(option)?.Tokens is [.., var last] ? last.Value : null;
}
