namespace Aimux.Silo.Configuration.Options;

/// <summary>How log lines look.</summary>
internal enum LogFormat
{
    Auto = 0,
    Text = 1,
    Json = 2,
}
