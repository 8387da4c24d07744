namespace Aimux.Tests.Support;

/// <summary><c>aimux simulate</c> in a process of its own, to be killed.</summary>
internal sealed class SimulatedProcess : IDisposable
{
    private readonly AimuxProcess _process;

    private SimulatedProcess(AimuxProcess process, Uri baseUrl) => (_process, BaseUrl) = (process, baseUrl);

    public Uri BaseUrl { get; }

    public static async Task<SimulatedProcess> Start(params string[] arguments)
    {
        var process = AimuxProcess.Start(
            new Dictionary<string, string>(StringComparer.Ordinal),
            ["simulate", "--listen", "http://127.0.0.1:0", .. arguments]
        );
        var greeting = await process.LineWith("listens on");
        return new SimulatedProcess(process, new Uri(greeting.Split(' ')[^1].TrimEnd('.')));
    }

    public Task Kill() => _process.Kill();

    public void Dispose() => _process.Dispose();
}
