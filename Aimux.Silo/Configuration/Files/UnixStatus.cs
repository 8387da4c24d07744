using System.Runtime.InteropServices;

namespace Aimux.Silo.Configuration.Files;

/// <summary>What Linux and macOS know of a file beyond what .NET tells.</summary>
/// <param name="Device">Which file system it is on.</param>
/// <param name="Inode">Which file of that it is; another one under the same name has another.</param>
/// <param name="ChangedSeconds">When its content, owner, mode or name changed last: no program can set that back.</param>
/// <param name="ChangedNanoseconds">The rest of that time.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Group">Its group.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly partial record struct UnixStatus(
    ulong Device,
    ulong Inode,
    long ChangedSeconds,
    long ChangedNanoseconds,
    uint User,
    uint Group
)
{
    private const int MostBytes = 256; // more than either system writes

    private const int WorkingDirectory = -100; // AT_FDCWD
    private const uint BasicStatus = 0x7ff; // STATX_BASIC_STATS

    /// <summary>Of a file or folder, of a link that of what it leads to; <c>null</c> if there is none, or nobody says.</summary>
    public static UnixStatus? Of(string path)
    {
        Span<byte> status = stackalloc byte[MostBytes];
        try
        {
            if (OperatingSystem.IsLinux())
            {
                var code = Statx(WorkingDirectory, path, 0, BasicStatus, ref MemoryMarshal.GetReference(status));
                return code == 0 ? OfLinux(status) : null;
            }

            if (OperatingSystem.IsMacOS())
            {
                // On Intel the plain name is the call of a system with small numbers of files.
                var code =
                    RuntimeInformation.ProcessArchitecture == Architecture.X64
                        ? StatOfIntel(path, ref MemoryMarshal.GetReference(status))
                        : Stat(path, ref MemoryMarshal.GetReference(status));
                return code == 0 ? OfMac(status) : null;
            }
        }
        catch (EntryPointNotFoundException)
        {
            // An old C library: as where there is nobody to ask.
        }

        return null;
    }

    // struct statx, the same on every machine.
    private static UnixStatus OfLinux(ReadOnlySpan<byte> status) =>
        new(
            ((ulong)Number(status, 136) << 32) | Number(status, 140),
            MemoryMarshal.Read<ulong>(status[32..]),
            MemoryMarshal.Read<long>(status[96..]),
            Number(status, 104),
            Number(status, 20),
            Number(status, 24)
        );

    // struct stat with 64-bit numbers of files.
    private static UnixStatus OfMac(ReadOnlySpan<byte> status) =>
        new(
            Number(status, 0),
            MemoryMarshal.Read<ulong>(status[8..]),
            MemoryMarshal.Read<long>(status[64..]),
            MemoryMarshal.Read<long>(status[72..]),
            Number(status, 16),
            Number(status, 20)
        );

    private static uint Number(ReadOnlySpan<byte> status, int at) => MemoryMarshal.Read<uint>(status[at..]);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Stat(string path, ref byte status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatOfIntel(string path, ref byte status);
}
