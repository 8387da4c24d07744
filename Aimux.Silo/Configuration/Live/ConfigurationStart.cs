using Aimux.Silo.Configuration.Files;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Validation;
using Serilog.Core;

namespace Aimux.Silo.Configuration.Live;

/// <summary>What a process begins with, and what it needs to follow its file.</summary>
/// <param name="File">The file; <c>null</c> to follow none. It need not be there yet.</param>
/// <param name="CommandLine">What goes before the file.</param>
/// <param name="First">The configuration at the start.</param>
/// <param name="Findings">Warnings about it.</param>
/// <param name="Secrets">Where secrets are read.</param>
/// <param name="Level">Decides which log lines are written.</param>
internal sealed record ConfigurationStart(
    ConfigurationFile? File,
    CommandLineSettings CommandLine,
    LoadedConfiguration First,
    IReadOnlyList<ConfigurationFinding> Findings,
    SecretResolver Secrets,
    LoggingLevelSwitch Level
)
{
    /// <summary>Without a file: what is set in the program itself.</summary>
    public static ConfigurationStart With(AimuxOptions options) =>
        new(
            null,
            CommandLineSettings.None,
            new LoadedConfiguration(options, null, DateTimeOffset.UnixEpoch),
            [],
            SecretResolver.OfThisProcess(),
            new LoggingLevelSwitch()
        );
}
