using Aimux.Silo.Configuration.Files;

namespace Aimux.Silo.Cli.Configuration;

/// <summary>Keeps a secret in a file of its own beside the configuration, readable by its owner alone.</summary>
internal static class SecretFile
{
    private const int MostTries = 1000;

    /// <summary>Writes a secret and runs what refers to it; if that fails the file goes again.</summary>
    /// <param name="opened">The configuration that will refer to it.</param>
    /// <param name="name">What to call it; made unique, and safe as a file's name.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="use">Takes the reference and the path; 0 if it worked.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> With(
        OpenedConfiguration opened,
        string name,
        string secret,
        Func<string, string, Task<int>> use
    )
    {
        var folder = Path.Combine(opened.Folder, "secrets");
        var safe = string.Concat(
            name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_')
        );
        OwnerOnly.CreateFolder(folder);
        var path = Write(folder, safe.TrimStart('.'), secret);
        var code = CommandLine.Failed;
        try
        {
            code = await use("file:" + path, path);
        }
        finally
        {
            if (code != 0)
            {
                File.Delete(path);
            }
        }

        return code;
    }

    /// <summary>A file that is there already may serve another row, and is left alone.</summary>
    private static string Write(string folder, string name, string secret)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder, number == 1 ? name : $"{name}-{number}");
            try
            {
                using var file = new StreamWriter(OwnerOnly.CreateFile(path));
                file.WriteLine(secret);
                return path;
            }
            catch (IOException) when (File.Exists(path) && number < MostTries)
            {
                // The next name.
            }
        }
    }
}
