using System.Runtime.InteropServices;
using Aimux.Silo.Configuration.Files;

namespace Aimux.Silo.Configuration.Live;

/// <summary>What tells without reading it that a file changed.</summary>
/// <param name="Target">Where its links end; <c>null</c>: there is no file.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Written">When it was written, UTC.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStamp(string? Target, long Length, DateTime Written)
{
    public static FileStamp Of(ConfigurationFile file)
    {
        try
        {
            var target = new FileInfo(file.Target);
            return target.Exists ? new FileStamp(target.FullName, target.Length, target.LastWriteTimeUtc) : default;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return default; // gone between two questions, or out of reach: as good as gone
        }
    }
}
