using System.CommandLine;
using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Cli;

/// <summary>The option that names the least level of log lines.</summary>
internal static class LevelOption
{
    private static readonly string[] Names = [.. Enum.GetNames<LogLevelName>().Select(name => name.ToLowerInvariant())];

    public static Option<LogLevelName?> Create()
    {
        var option = new Option<LogLevelName?>("--log-level")
        {
            Description = "Least level of log lines, on standard error, whatever the file says.",
            HelpName = string.Join('|', Names),
            CustomParser = result =>
            {
                var given = result.Tokens[0].Value;
                var level = Array.FindIndex(Names, name => name.Equals(given, StringComparison.OrdinalIgnoreCase));
                if (level < 0)
                {
                    result.AddError($"--log-level: '{given}' is no level. Expected: {string.Join(", ", Names)}.");
                }

                return level < 0 ? null : Enum.Parse<LogLevelName>(Names[level], ignoreCase: true);
            },
        };
        option.CompletionSources.Add(Names);
        return option;
    }
}
