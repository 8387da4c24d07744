namespace Aimux.Silo.Configuration.Files;

/// <summary>Reads a file to its end, as it was at one moment, though somebody may be writing it.</summary>
internal static class WholeFile
{
    private const int MostTries = 20;

    /// <exception cref="IOException">It is not there, cannot be read, is too large, or is being written all the time.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static ConfigurationText Read(string path, int mostBytes)
    {
        using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0 // what was read before is not to be seen again
        );
        if (!file.CanSeek)
        {
            // A pipe does not say how much it holds, and is read once.
            return ConfigurationText.Of(Read(file, path, mostBytes, mostBytes));
        }

        for (var tries = 0; tries < MostTries; tries++)
        {
            var before = StateOf(file);
            file.Position = 0;
            var content = Read(file, path, (int)Math.Min(before.Length, mostBytes), mostBytes);
            if (content.Length == before.Length && StateOf(file) == before)
            {
                return ConfigurationText.Of(content);
            }
        }

        throw new IOException($"{path} is being written all the time; expected to find it left alone. Try again.");
    }

    /// <exception cref="IOException">It is more than a configuration has.</exception>
    public static void RefuseTooMuch(string path, long length, int mostBytes)
    {
        if (length > mostBytes)
        {
            throw new IOException($"{path}: a configuration has at most {mostBytes} bytes, and this one has more.");
        }
    }

    private static (long Length, DateTime Written) StateOf(FileStream file) =>
        (RandomAccess.GetLength(file.SafeFileHandle), File.GetLastWriteTimeUtc(file.SafeFileHandle));

    /// <summary>One byte more than expected, to see that it is the end.</summary>
    private static byte[] Read(FileStream file, string path, int expected, int mostBytes)
    {
        var content = new byte[expected + 1];
        var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        RefuseTooMuch(path, length, mostBytes);
        return content[..length];
    }
}
