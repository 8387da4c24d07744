using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using Aimux.Silo.Configuration.Files;

namespace Aimux.Silo.Hosting;

/// <summary>
/// One state in one file: a mark of the format, a sum over the rest, a version, the content. Replaced whole, so that a
/// reader sees the old one or the new one.
/// </summary>
internal static class StateFile
{
    /// <summary>No state of Aimux comes near it.</summary>
    public const int MostBytes = 1024 * 1024;

    private const int SumLength = 8;
    private const int VersionLength = 16;

    private static readonly byte[] Mark = "aimux-1\n"u8.ToArray();
    private static readonly int HeadLength = Mark.Length + SumLength + VersionLength;

    /// <summary>Reads a file.</summary>
    /// <returns>False if it is damaged.</returns>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static bool TryRead(string path, [NotNullWhen(true)] out string? version, out ReadOnlyMemory<byte> content)
    {
        (version, content) = (null, default);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length < HeadLength || file.Length > HeadLength + MostBytes)
        {
            return false;
        }

        var all = new byte[file.Length];
        file.ReadExactly(all);
        var summed = all.AsSpan(Mark.Length + SumLength);
        if (
            !all.AsSpan(0, Mark.Length).SequenceEqual(Mark)
            || !XxHash64.Hash(summed).AsSpan().SequenceEqual(all.AsSpan(Mark.Length, SumLength))
        )
        {
            return false;
        }

        version = new Guid(summed[..VersionLength]).ToString("n");
        content = all.AsMemory(HeadLength);
        return true;
    }

    /// <summary>Replaces a file whole, or leaves it as it was.</summary>
    /// <returns>The new version.</returns>
    /// <exception cref="IOException">It could not be written.</exception>
    public static string Write(string path, ReadOnlySpan<byte> content)
    {
        if (content.Length > MostBytes)
        {
            throw new IOException($"{path}: a state has at most {MostBytes} bytes, and this one has {content.Length}.");
        }

        var version = Guid.NewGuid();
        var all = new byte[HeadLength + content.Length];
        Mark.CopyTo(all, 0);
        var summed = all.AsSpan(Mark.Length + SumLength);
        version.TryWriteBytes(summed);
        content.CopyTo(summed[VersionLength..]);
        XxHash64.Hash(summed, all.AsSpan(Mark.Length));
        var temporary = $"{path}.{version:n}.tmp";
        try
        {
            using (var file = OwnerOnly.CreateFile(temporary))
            {
                file.Write(all);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        FolderSync.Flush(Path.GetDirectoryName(path)!);
        return version.ToString("n");
    }
}
