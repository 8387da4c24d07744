using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Aimux.Silo.Configuration.Files;

/// <summary>
/// To whom new files belong. Root edits the file of a service that runs as another user: what replaces the file, and what
/// is kept beside it, must be that user's again, or the service can read it no more.
/// </summary>
/// <param name="User">The number of the user.</param>
/// <param name="Group">The number of the group.</param>
/// <param name="Of">What belongs to them already.</param>
internal sealed partial record FileOwner(uint User, uint Group, string Of)
{
    private const UnixFileMode GroupRights =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    /// <summary>
    /// The owner of a file that is replaced; of a new one that root makes, the owner of the nearest folder that is there.
    /// </summary>
    /// <param name="path">The file, no link.</param>
    /// <returns><c>null</c>: files belong to who makes them, as always on Windows.</returns>
    public static FileOwner? For(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        for (var place = path; place is not null; place = Path.GetDirectoryName(place))
        {
            if (UnixStatus.Of(place) is { } status)
            {
                return new FileOwner(status.User, status.Group, place);
            }

            if (!Environment.IsPrivilegedProcess)
            {
                break; // cannot give anything away, and need not: a new file is its maker's
            }
        }

        return null;
    }

    /// <summary>Gives a new file away, by its handle: what its path leads to may be another file by now.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its path.</param>
    /// <param name="mode">Its mode to be; where the group has no rights, it matters not which one it is.</param>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public void Give(SafeFileHandle file, string path, UnixFileMode mode)
    {
        if (!Has(path) && ChangeOwner(file, User, Group) != 0)
        {
            Refuse(path, mode);
        }
    }

    /// <summary>Gives a new folder away.</summary>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    public void GiveFolder(string path)
    {
        if (!Has(path) && ChangeOwnerOfPath(path, User, Group) != 0)
        {
            Refuse(path, UnixFileMode.None);
        }
    }

    private bool Has(string path) => UnixStatus.Of(path) is { } status && status.User == User && status.Group == Group;

    /// <summary>Refuses, unless only the group is another one and has no rights.</summary>
    private void Refuse(string path, UnixFileMode mode)
    {
        var words = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
        if ((mode & GroupRights) != UnixFileMode.None || UnixStatus.Of(path)?.User != User)
        {
            throw new UnauthorizedAccessException(
                $"{Of} belongs to user {User} and group {Group}, and {path} could not be given to them: {words}. "
                    + "Nothing was written. Do this as that user, or as root."
            );
        }
    }

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwnerOfPath(string path, uint user, uint group);
}
