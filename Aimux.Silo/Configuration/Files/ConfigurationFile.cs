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

    /// <summary>To whom it belongs, and what is made beside it should, such as the files of secrets.</summary>
    public FileOwner? Owner => FileOwner.For(Target);

    /// <exception cref="IOException">It is not there, cannot be read, is too large, or is being written all the time.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public ConfigurationText Read() => WholeFile.Read(Path, MostBytes);

    /// <summary>Replaces the content.</summary>
    /// <param name="content">The new content.</param>
    /// <param name="expectedVersion">What it held when it was read; <c>null</c> if there was none.</param>
    /// <returns>The version that it has now.</returns>
    /// <exception cref="ConfigurationChangedException">Another writer was first.</exception>
    /// <exception cref="IOException">It could not be written; the old file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public string Write(ReadOnlySpan<byte> content, string? expectedVersion)
    {
        WholeFile.RefuseTooMuch(Path, content.Length, MostBytes);
        var target = Target;
        var folder = System.IO.Path.GetDirectoryName(target)!;
        var owner = FileOwner.For(target);
        OwnerOnly.CreateFolder(folder, owner);

        using var held = Lock(System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(target)}.lock"), owner);
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
            new ConfigurationHistory(target, time, owner).Add(before);
        }

        // Editors know nothing of the lock, and the disk takes its time: what they saved meanwhile must stay.
        var next = Prepare(target, content, owner);
        if (!FileSwap.Put(next, target, before?.Version, after.Version, MostBytes))
        {
            throw new ConfigurationChangedException(Path);
        }

        FolderSync.Flush(folder);
        return after.Version;
    }

    /// <summary>Copies of earlier versions, the newest first.</summary>
    public IReadOnlyList<string> History() => new ConfigurationHistory(Target, time).List();

    /// <summary>Writes the new content beside the old, for whom and with what rights that has.</summary>
    private static string Prepare(string target, ReadOnlySpan<byte> content, FileOwner? owner)
    {
        var next = $"{target}.{Guid.NewGuid():n}.tmp";
        try
        {
            using var file = OwnerOnly.CreateFile(next, owner, File.Exists(target) ? OwnerOnly.ModeOf(target) : null);
            file.Write(content);
            file.Flush(flushToDisk: true);
            return next;
        }
        catch
        {
            File.Delete(next);
            throw;
        }
    }

    /// <summary>The system lets go of it when a process ends, so none is left behind; the empty file stays.</summary>
    private FileStream Lock(string path, FileOwner? owner)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return OwnerOnly.OpenLock(path, owner);
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
