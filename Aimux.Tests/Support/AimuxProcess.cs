using System.Diagnostics;
using Xunit;

namespace Aimux.Tests.Support;

/// <summary>The executable itself, with an environment that a test chooses.</summary>
internal sealed class AimuxProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Where it starts and looks for a configuration, so that it finds none of this machine's.</summary>
    private readonly TemporaryFolder _home;

    private AimuxProcess(Process process, TemporaryFolder home) => (_process, _home) = (process, home);

    public static AimuxProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var home = new TemporaryFolder();
        // A test runner that a hang-up must not end (nohup) hands that down to its children, who would then not hear of it.
        var start = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = home.Path,
        };
        if (OperatingSystem.IsLinux())
        {
            start.ArgumentList.Add("--default-signal=HUP");
            start.ArgumentList.Add("dotnet");
        }

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "aimux.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(IsAimuxs).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["XDG_CONFIG_HOME"] = home.Path;
        start.Environment["XDG_STATE_HOME"] = home.Path;
        start.Environment.Remove("STATE_DIRECTORY");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new AimuxProcess(Process.Start(start)!, home);
    }

    /// <summary>Reads standard output up to a line that holds a text, and returns that line.</summary>
    public async Task<string> LineWith(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        var errors = await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        throw new InvalidOperationException($"It ended without saying '{text}'. {errors}");
    }

    /// <summary>Waits for the end; exit code and what was written to standard error.</summary>
    public async Task<(int Code, string Errors)> End()
    {
        var errors = await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, errors);
    }

    /// <summary>Asks it to end, as a service manager does.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Sends a signal, such as <c>HUP</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Ends it as nothing else could: without a word.</summary>
    public Task Kill()
    {
        _process.Kill();
        return _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _home.Dispose();
    }

    private static bool IsAimuxs(string name) =>
        name.EndsWith("_API_KEY", StringComparison.Ordinal)
        || name.EndsWith("_BASE_URL", StringComparison.Ordinal)
        || name.StartsWith("AIMUX_", StringComparison.Ordinal);
}
