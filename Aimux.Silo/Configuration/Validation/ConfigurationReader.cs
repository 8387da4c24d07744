namespace Aimux.Silo.Configuration.Validation;

/// <summary>Reads and checks a configuration file: every mistake in it at once.</summary>
internal static class ConfigurationReader
{
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="file">What to call it in messages.</param>
    public static ConfigurationReading Read(ReadOnlyMemory<byte> utf8, string file) =>
        throw new NotImplementedException();
}
