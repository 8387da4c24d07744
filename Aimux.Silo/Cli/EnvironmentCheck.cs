using Aimux.Silo.Cli.Explaining;
using Aimux.Silo.Configuration.Files;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Validation;
using Aimux.Silo.Hosting;

namespace Aimux.Silo.Cli;

/// <summary>Finds variables that look as if Aimux read them, such as <c>AIMUX_CONFGI</c> or <c>AIMUX_PORT</c>.</summary>
internal static class EnvironmentCheck
{
    private const string Prefix = "AIMUX_";

    /// <param name="names">The variables that are set.</param>
    /// <param name="options">The configuration, which may read some by <c>env:NAME</c>.</param>
    /// <returns>A sentence for each that nobody reads.</returns>
    public static IEnumerable<string> Find(IEnumerable<string> names, AimuxOptions options)
    {
        var read = SecretChecks
            .Variables(options)
            .Concat([ConfigurationLocation.Variable, StateFolder.Variable, AdminClient.PasswordVariable])
            .ToHashSet(StringComparer.Ordinal);
        return names
            .Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !read.Contains(name))
            .Order(StringComparer.Ordinal)
            .Select(name =>
                $"{name} is set, but neither Aimux nor its configuration reads it.{Spelling.Hint(name, read)} "
                + "Settings are in the configuration file: docs/configuration.md"
            );
    }
}
