using Aimux.Silo.Configuration.Options;

namespace Aimux.Silo.Configuration.Live;

/// <summary>Settings that the command line decides, whatever the file says; <c>null</c> leaves one to the file.</summary>
/// <param name="Listen">Where callers find Aimux.</param>
/// <param name="Admin">Where the operator finds it.</param>
/// <param name="Level">Least level of log lines.</param>
internal sealed record CommandLineSettings(ListenAddress? Listen, ListenAddress? Admin, LogLevelName? Level)
{
    public static CommandLineSettings None { get; } = new(null, null, null);

    public void Apply(AimuxOptions options)
    {
        options.Server.Listen = Listen ?? options.Server.Listen;
        options.Admin.Listen = Admin ?? options.Admin.Listen;
        options.Logging.Level = Level ?? options.Logging.Level;
    }
}
