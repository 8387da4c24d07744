using Aimux.Silo.Configuration.Files;
using Aimux.Silo.Configuration.Options;
using Aimux.Silo.Configuration.Validation;

namespace Aimux.Silo.Configuration.Live;

/// <summary>A configuration file, read and checked.</summary>
/// <param name="Version">SHA-256 of its bytes, lower-case hex; <c>null</c> if there is none, or it could not be read.</param>
/// <param name="Options">What it says, or the command line over it; <c>null</c> if there is a mistake.</param>
/// <param name="Findings">Mistakes and warnings.</param>
internal sealed record FileReading(string? Version, AimuxOptions? Options, IReadOnlyList<ConfigurationFinding> Findings)
{
    /// <summary>Whether nobody knows what it says.</summary>
    public bool IsUnreadable => Version is null && Options is null;

    /// <param name="file">The file.</param>
    /// <param name="commandLine">What goes before it.</param>
    /// <param name="mayBeMissing">Whether no file is as good as one that sets nothing.</param>
    public static FileReading Of(ConfigurationFile file, CommandLineSettings commandLine, bool mayBeMissing)
    {
        ConfigurationText text;
        UnixFileMode? mode;
        try
        {
            if (mayBeMissing && !File.Exists(file.Path))
            {
                return Complete(new FileReading(null, new AimuxOptions(), []), file, commandLine);
            }

            text = file.Read();
            mode = OwnerOnly.ModeOf(file.Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new FileReading(null, null, [WholeFile(isError: true, file, failure.Message)]);
        }

        var reading = ConfigurationReader.Read(text.Content, file.Path);
        var findings = reading.Findings;
        if (
            reading.Options is { } options
            && mode is { } known
            && SecretChecks.FindFileMode(known, options) is { } warning
        )
        {
            findings = [WholeFile(isError: false, file, warning), .. findings];
        }

        return Complete(new FileReading(text.Version, reading.Options, findings), file, commandLine);
    }

    public static ConfigurationFinding WholeFile(bool isError, ConfigurationFile file, string message) =>
        new(isError, file.Path, Line: 0, Column: 0, Path: null, message);

    /// <summary>The file was checked by itself; the command line may open a listener that the file kept closed.</summary>
    private static FileReading Complete(FileReading reading, ConfigurationFile file, CommandLineSettings commandLine)
    {
        if (reading.Options is not { } options)
        {
            return reading;
        }

        commandLine.Apply(options);
        return CrossChecks.FindExposure(options) is { } exposure
            ? reading with
            {
                Options = null,
                Findings = [WholeFile(isError: true, file, exposure), .. reading.Findings],
            }
            : reading;
    }
}
