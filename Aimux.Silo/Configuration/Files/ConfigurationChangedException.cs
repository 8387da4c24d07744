namespace Aimux.Silo.Configuration.Files;

/// <summary>Somebody else changed the file since it was read; nothing was written.</summary>
internal sealed class ConfigurationChangedException(string path)
    : Exception($"{path} changed since it was read; nothing was written. Try again.");
