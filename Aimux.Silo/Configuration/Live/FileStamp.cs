using System.Runtime.InteropServices;
using Aimux.Silo.Configuration.Files;

namespace Aimux.Silo.Configuration.Live;

/// <summary>What tells without reading it that a file changed.</summary>
/// <param name="Target">Where its links end; <c>null</c>: there is no file.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Written">When it was written, UTC. Programs can set it as they like.</param>
/// <param name="Status">Which file it is, whose, and when anything about it changed; <c>null</c> where nobody says.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStamp(string? Target, long Length, DateTime Written, UnixStatus? Status)
{
    public static FileStamp Of(ConfigurationFile file)
    {
        try
        {
            var target = new FileInfo(file.Target);
            return target.Exists
                ? new FileStamp(target.FullName, target.Length, target.LastWriteTimeUtc, UnixStatus.Of(target.FullName))
                : default;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return default; // gone between two questions, or out of reach: as good as gone
        }
    }

    /// <summary>Whether this is another file, put in the place of one that was no longer: that is done in one step.</summary>
    public bool Replaces(FileStamp before)
    {
        return Status is { } now
            && before.Status is { } then
            && (now.Device, now.Inode) != (then.Device, then.Inode)
            && Length >= before.Length;
    }
}
