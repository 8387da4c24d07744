namespace Aimux.Silo.Configuration.Options;

/// <summary>What is written to standard error.</summary>
internal sealed class LoggingOptions
{
    [Setting(
        "Least level of log lines: verbose, debug, information, warning, error or fatal.",
        Example = "information"
    )]
    public LogLevelName Level { get; set; } = LogLevelName.Information;

    [Setting(
        "How lines look: text, json, or auto: text on a terminal, else json.",
        Example = "auto",
        NeedsRestart = true
    )]
    public LogFormat Format { get; set; } = LogFormat.Auto;
}
