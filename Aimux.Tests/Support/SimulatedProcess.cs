using System.Diagnostics;
using Xunit;

namespace Aimux.Tests.Support;

/// <summary><c>aimux simulate</c> in a process of its own, to be killed.</summary>
internal sealed class SimulatedProcess : IDisposable
{
    private readonly Process _process;

    private SimulatedProcess(Process process, Uri baseUrl) => (_process, BaseUrl) = (process, baseUrl);

    public Uri BaseUrl { get; }

    public static async Task<SimulatedProcess> Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (
            var argument in new[]
            {
                Path.Combine(AppContext.BaseDirectory, "aimux.dll"),
                "simulate",
                "--listen",
                "http://127.0.0.1:0",
            }.Concat(arguments)
        )
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var greeting = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new SimulatedProcess(process, new Uri(greeting!.Split(' ')[^1].TrimEnd('.')));
    }

    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
