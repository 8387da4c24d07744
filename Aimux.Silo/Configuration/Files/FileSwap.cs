using System.Runtime.InteropServices;

namespace Aimux.Silo.Configuration.Files;

/// <summary>
/// Puts a file in the place of another, unless that became another one meanwhile. Linux exchanges both in one step, so
/// that what comes out can be looked at and put back; elsewhere the last look is directly before the move.
/// </summary>
internal static partial class FileSwap
{
    private const int WorkingDirectory = -100; // AT_FDCWD
    private const uint Exchange = 2; // RENAME_EXCHANGE
    private const int MostTries = 20;

    /// <param name="next">The new file, in the same folder. It is gone afterwards.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="expected">The version that should be there; <c>null</c>: nothing should.</param>
    /// <param name="version">The version of the new file.</param>
    /// <param name="mostBytes">The most that a file may have.</param>
    /// <returns>Whether it is there now; otherwise what somebody else wrote is.</returns>
    /// <exception cref="IOException">It cannot be moved.</exception>
    public static bool Put(string next, string target, string? expected, string version, int mostBytes)
    {
        if (expected is not null && VersionOf(target, mostBytes) == expected)
        {
            return Swap(next, target, expected, version, mostBytes);
        }

        try
        {
            return expected is null && TryMakeNew(next, target);
        }
        finally
        {
            File.Delete(next);
        }
    }

    /// <summary>As <see cref="Put"/>, after the look at the file that is replaced.</summary>
    public static bool Swap(string next, string target, string expected, string version, int mostBytes)
    {
        if (!TryExchange(next, target))
        {
            Move(next, target);
            return true;
        }

        var isExpected = VersionOf(next, mostBytes) == expected;
        if (!isExpected)
        {
            PutBack(next, target, version, mostBytes);
        }

        File.Delete(next);
        return isExpected;
    }

    private static void Move(string next, string target)
    {
        try
        {
            File.Move(next, target, overwrite: true);
        }
        catch
        {
            File.Delete(next);
            throw;
        }
    }

    /// <summary>What came out is somebody's and goes back; and if that takes out what they saved since, so does that.</summary>
    private static void PutBack(string next, string target, string version, int mostBytes)
    {
        var there = version;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var back = VersionOf(next, mostBytes);
            if (!TryExchange(next, target))
            {
                break;
            }

            if (VersionOf(next, mostBytes) == there)
            {
                return;
            }

            there = back;
        }

        throw new IOException(
            $"{target} was replaced by somebody else while it was written. What they saved is in {next}; compare both."
        );
    }

    private static bool TryMakeNew(string next, string target)
    {
        try
        {
            File.Move(next, target, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(target))
        {
            return false;
        }
    }

    /// <summary><c>null</c> if it cannot be read, so that it is no version that anybody expects.</summary>
    private static string? VersionOf(string path, int mostBytes)
    {
        try
        {
            return WholeFile.Read(path, mostBytes).Version;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>Whether it was done; not every system and file system can.</returns>
    private static bool TryExchange(string one, string other)
    {
        try
        {
            return OperatingSystem.IsLinux() && Rename(WorkingDirectory, one, WorkingDirectory, other, Exchange) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Rename(int oldFolder, string oldPath, int newFolder, string newPath, uint flags);
}
