namespace Aimux.Silo.Configuration.Files;

/// <summary>
/// The configuration file on disk. It is replaced whole or not at all, never over what somebody else wrote meanwhile, and
/// the versions before are kept beside it.
/// </summary>
internal sealed class ConfigurationFile(string path, TimeProvider time)
{
    private const int MostBytes = 16 << 20;
    private const int LockTries = 250;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(20);

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>People keep their configuration elsewhere and link to it: the link stays, what it names is replaced.</summary>
    public string Target =>
        new FileInfo(Path).LinkTarget is null
            ? Path
            : File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName ?? Path;

    /// <exception cref="IOException">It is not there, cannot be read, or is too large.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public ConfigurationText Read()
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // A pipe does not say how much it holds.
        var content = new byte[(file.CanSeek ? Math.Min(file.Length, MostBytes) : MostBytes) + 1];
        var length = file.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        RefuseTooMuch(length);
        return ConfigurationText.Of(content[..length]);
    }

    /// <summary>Replaces the content.</summary>
    /// <param name="content">The new content.</param>
    /// <param name="expectedVersion">What it held when it was read; <c>null</c> if there was none.</param>
    /// <returns>The version that it has now.</returns>
    /// <exception cref="ConfigurationChangedException">Another writer was first.</exception>
    /// <exception cref="IOException">It could not be written; the old file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public string Write(ReadOnlySpan<byte> content, string? expectedVersion)
    {
        RefuseTooMuch(content.Length);
        var target = Target;
        var folder = System.IO.Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            OwnerOnly.CreateFolder(folder);
        }

        using var held = Lock(System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(target)}.lock"));
        var before = File.Exists(target) ? Read() : null;
        if (before?.Version != expectedVersion)
        {
            throw new ConfigurationChangedException(Path);
        }

        var after = ConfigurationText.Of(content.ToArray());
        if (after.Version == before?.Version)
        {
            return after.Version;
        }

        if (before is not null)
        {
            new ConfigurationHistory(target, time).Add(before);
        }

        Replace(target, content);
        return after.Version;
    }

    /// <summary>Copies of earlier versions, the newest first.</summary>
    public IReadOnlyList<string> History() => new ConfigurationHistory(Target, time).List();

    private void RefuseTooMuch(long length)
    {
        if (length > MostBytes)
        {
            throw new IOException($"{Path}: a configuration has at most {MostBytes} bytes, and this one has more.");
        }
    }

    private static void Replace(string target, ReadOnlySpan<byte> content)
    {
        var temporary = $"{target}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var file = OwnerOnly.CreateFile(temporary))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            OwnerOnly.CopyMode(target, temporary);
            File.Move(temporary, target, overwrite: true);
            FolderSync.Flush(System.IO.Path.GetDirectoryName(target)!);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>The system lets go of it when a process ends, so none is left behind; the empty file stays.</summary>
    private FileStream Lock(string path)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return OwnerOnly.OpenLock(path);
            }
            catch (IOException) when (tries < LockTries && File.Exists(path))
            {
                using var pause = new ManualResetEventSlim();
                using var timer = time.CreateTimer(_ => pause.Set(), null, LockPause, Timeout.InfiniteTimeSpan);
                pause.Wait();
            }
            catch (IOException failure) when (File.Exists(path))
            {
                throw new IOException(
                    $"Another program has been writing {Path} for a while; nothing was written.",
                    failure
                );
            }
        }
    }
}
