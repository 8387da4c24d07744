using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Aimux.Silo.Configuration.Files;

/// <summary>Makes a rename within a folder outlast a loss of power. Only Linux is asked to; elsewhere the system decides.</summary>
internal static partial class FolderSync
{
    // O_RDONLY | O_CLOEXEC, the same on every machine that .NET runs on.
    private const int ReadOnly = 0x80000;

    /// <summary>The rename has happened by now, so that a file system which refuses is no failure of it.</summary>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var handle = Open(folder, ReadOnly);
        if (handle.IsInvalid)
        {
            return;
        }

        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (IOException)
        {
            // What is there is complete; only when it reaches the disk is open.
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags);
}
