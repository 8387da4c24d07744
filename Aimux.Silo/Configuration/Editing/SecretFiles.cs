using System.Text;
using Aimux.Silo.Configuration.Files;

namespace Aimux.Silo.Configuration.Editing;

/// <summary>Secrets in files of their own, in the folder <c>secrets</c> beside the configuration, readable by its owner alone.</summary>
internal static class SecretFiles
{
    private const int MostTries = 1000;

    /// <summary>Writes a secret. A file that is there already may serve another row, and is left alone.</summary>
    /// <param name="configuration">Path of the configuration file, which need not be there yet.</param>
    /// <param name="name">What to call it; made unique, and safe as a file's name.</param>
    /// <param name="secret">The secret.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    public static SecretFileHandle Write(string configuration, string name, string secret)
    {
        var full = Path.GetFullPath(configuration);
        var folder = FolderOf(full);
        var isNew = !Directory.Exists(folder);

        // Who reads the configuration must be able to read its secrets, also where root adds them.
        var owner = FileOwner.For(full);
        var safe = string.Concat(
            name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_')
        );
        IgnoredFolder.Create(folder, owner);
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder, number == 1 ? safe : $"{safe}-{number}");
            FileStream file;
            try
            {
                file = OwnerOnly.CreateFile(path, owner);
            }
            catch (IOException) when (File.Exists(path) && number < MostTries)
            {
                continue;
            }

            Fill(file, path, secret);
            return new SecretFileHandle(path, isNew);
        }
    }

    /// <summary>Whether a reference names a file that was made here, which goes when nothing refers to it any more.</summary>
    public static bool IsOwn(string configuration, string path) =>
        Path.GetDirectoryName(Path.GetFullPath(path)) == FolderOf(Path.GetFullPath(configuration));

    private static string FolderOf(string configuration) =>
        Path.Combine(Path.GetDirectoryName(configuration)!, "secrets");

    private static void Fill(FileStream file, string path, string secret)
    {
        try
        {
            using (file)
            {
                file.Write(Encoding.UTF8.GetBytes(secret + '\n'));
                file.Flush(flushToDisk: true);
            }
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}
