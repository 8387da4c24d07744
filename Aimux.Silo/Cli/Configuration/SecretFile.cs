using System.Text;
using Aimux.Silo.Configuration.Files;

namespace Aimux.Silo.Cli.Configuration;

/// <summary>Keeps a secret in a file of its own beside the configuration, readable by its owner alone.</summary>
internal static class SecretFile
{
    private const int MostTries = 1000;

    /// <summary>Writes a secret and runs what refers to it; if that fails the file goes again.</summary>
    /// <param name="terminal">Is told if the file cannot be written.</param>
    /// <param name="opened">The configuration that will refer to it.</param>
    /// <param name="name">What to call it; made unique, and safe as a file's name.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="use">Takes the reference and the path; 0 if it worked.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> With(
        Terminal terminal,
        OpenedConfiguration opened,
        string name,
        string secret,
        Func<string, string, Task<int>> use
    )
    {
        string path;
        var folder = Path.Combine(opened.Folder, "secrets");
        var isNew = !Directory.Exists(folder);
        try
        {
            path = Write(folder, name, secret, FileOwner.For(Path.GetFullPath(opened.Path)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await terminal.Fail($"The secret's file cannot be written: {failure.Message} Nothing was changed.");
        }

        var code = CommandLine.Failed;
        try
        {
            code = await use("file:" + path, path);
        }
        finally
        {
            if (code != 0)
            {
                Discard(path, isNew);
            }
        }

        return code;
    }

    // A file that is there already may serve another row, and is left alone. Who reads the configuration must be able
    // to read its secrets, also where root adds them.
    private static string Write(string folder, string name, string secret, FileOwner? owner)
    {
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
            return path;
        }
    }

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

    private static void Discard(string path, bool isFolderNew)
    {
        File.Delete(path);
        if (isFolderNew)
        {
            IgnoredFolder.DeleteIfEmpty(Path.GetDirectoryName(path)!);
        }
    }
}
