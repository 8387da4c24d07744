using Aimux.Silo.Configuration.Editing;

namespace Aimux.Silo.Cli.Configuration;

/// <summary>Keeps a secret in a file of its own for what a command writes.</summary>
internal static class SecretFile
{
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
        SecretFileHandle file;
        try
        {
            file = SecretFiles.Write(opened.Path, name, secret);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return await terminal.Fail($"The secret's file cannot be written: {failure.Message} Nothing was changed.");
        }

        var code = CommandLine.Failed;
        try
        {
            code = await use(file.Reference, file.Path);
        }
        finally
        {
            if (code != 0)
            {
                file.Discard();
            }
        }

        return code;
    }
}
