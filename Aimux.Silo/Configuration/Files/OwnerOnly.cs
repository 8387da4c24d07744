namespace Aimux.Silo.Configuration.Files;

/// <summary>Files and folders that their owner alone can read; where there are no Unix modes, as the system makes them.</summary>
internal static class OwnerOnly
{
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="path">Where nothing is yet.</param>
    /// <param name="owner">To whom it is given; <c>null</c>: it is its maker's.</param>
    /// <param name="mode">Another mode than that its owner alone can read and write it.</param>
    /// <exception cref="UnauthorizedAccessException">It may not be made, or not be given away.</exception>
    public static FileStream CreateFile(string path, FileOwner? owner = null, UnixFileMode? mode = null)
    {
        var file = Open(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write });
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                owner?.Give(file.SafeFileHandle, path, mode ?? File600);
                File.SetUnixFileMode(file.SafeFileHandle, mode ?? File600);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>A file that one holder at a time can have open; others get an <see cref="IOException"/>.</summary>
    /// <param name="path">The file; made if it is not there.</param>
    /// <param name="owner">To whom a new one is given. One that is there is as it is: it may be a link to any file.</param>
    public static FileStream OpenLock(string path, FileOwner? owner = null)
    {
        if (owner is not null && !File.Exists(path))
        {
            try
            {
                using var made = CreateFile(path, owner);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another was first.
            }
        }

        return Open(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
            }
        );
    }

    /// <param name="path">Where the folder is to be; those above it are made too.</param>
    /// <param name="owner">To whom those that are made are given; <c>null</c>: they are their maker's.</param>
    /// <exception cref="UnauthorizedAccessException">One may not be made, or not be given away.</exception>
    public static void CreateFolder(string path, FileOwner? owner = null)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        if (Directory.Exists(path))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } above)
        {
            CreateFolder(above, owner);
        }

        Directory.CreateDirectory(path, File600 | UnixFileMode.UserExecute);
        owner?.GiveFolder(path);
    }

    /// <summary>The mode of a file, of a link that of the file it leads to; <c>null</c> where there are none.</summary>
    public static UnixFileMode? ModeOf(string path) => OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(path);

    private static FileStream Open(string path, FileStreamOptions options)
    {
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File600;
        }

        return new FileStream(path, options);
    }
}
