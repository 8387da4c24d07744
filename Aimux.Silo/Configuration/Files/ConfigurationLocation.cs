namespace Aimux.Silo.Configuration.Files;

/// <summary>Where the configuration file is, or would be.</summary>
/// <param name="Path">The file; <c>null</c> if there is none, which is no mistake.</param>
/// <param name="NewPath">Where a new one is made.</param>
/// <param name="Mistake">What is wrong: a file that was named is not there.</param>
internal sealed record ConfigurationLocation(string? Path, string NewPath, string? Mistake)
{
    public const string Variable = "AIMUX_CONFIG";
    private const string Name = "aimux.toon";

    /// <summary>The first of: what was given, <c>AIMUX_CONFIG</c>, <c>config/</c> here, the user's and the machine's configuration.</summary>
    /// <param name="given">From the command line.</param>
    /// <param name="variable">Reads one environment variable.</param>
    /// <param name="directory">The current directory.</param>
    public static ConfigurationLocation Find(string? given, Func<string, string?> variable, string directory)
    {
        var (named, source) =
            !string.IsNullOrEmpty(given) ? (given, "--config")
            : variable(Variable) is { Length: > 0 } value ? (value, Variable)
            : (null, "");
        if (named is not null)
        {
            var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(directory, named));
            return File.Exists(path)
                ? new ConfigurationLocation(path, path, null)
                : new ConfigurationLocation(
                    null,
                    path,
                    $"There is no file {path}, which {source} names. `aimux config init --config {named}` makes it."
                );
        }

        var home = System.IO.Path.GetFullPath(System.IO.Path.Combine(directory, User(variable)));
        string[] places =
        [
            System.IO.Path.Combine(directory, "config", Name),
            home,
            System.IO.Path.Combine("/etc", "aimux", Name),
        ];
        return new ConfigurationLocation(Array.Find(places, File.Exists), home, null);
    }

    private static string User(Func<string, string?> variable)
    {
        // A relative XDG_CONFIG_HOME is to be ignored, says its specification.
        var folder =
            variable("XDG_CONFIG_HOME") is { Length: > 0 } given && System.IO.Path.IsPathRooted(given)
                ? given
                : System.IO.Path.Combine(
                    variable("HOME") is { Length: > 0 } home
                        ? home
                        : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                    ".config"
                );
        return System.IO.Path.Combine(folder, "aimux", Name);
    }
}
