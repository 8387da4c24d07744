using System.Diagnostics;
using Xunit;

namespace Aimux.Tests.Support;

/// <summary>Scripts, run as people would run them.</summary>
internal static class Bash
{
    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">What bash reads.</param>
    /// <param name="folder">Where; here if not given.</param>
    /// <param name="environment">What it finds there besides this process's own.</param>
    public static async Task<(int Exit, string Output, string Errors)> Run(
        string script,
        string folder = "",
        params (string Name, string Value)[] environment
    )
    {
        var cancellation = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("bash", ["-s"])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var shell = Process.Start(start)!;
        await shell.StandardInput.WriteAsync(script.AsMemory(), cancellation);
        shell.StandardInput.Close();
        var output = shell.StandardOutput.ReadToEndAsync(cancellation);
        var errors = shell.StandardError.ReadToEndAsync(cancellation);
        await shell.WaitForExitAsync(cancellation);
        return (shell.ExitCode, await output, await errors);
    }
}
