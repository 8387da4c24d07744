namespace Aimux.Silo.Configuration.Options;

/// <summary>Levels of log lines, in Serilog's order.</summary>
internal enum LogLevelName
{
    Verbose = 0,
    Debug = 1,
    Information = 2,
    Warning = 3,
    Error = 4,
    Fatal = 5,
}
