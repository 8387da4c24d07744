namespace Aimux.Bench.Load;

/// <summary>Runs the loops of all connections together, and watches the process under test meanwhile.</summary>
internal static class LoadRun
{
    // Longer than any answer of the simulated provider.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Returns what the process under test used in the measured seconds, where one is named.</summary>
    /// <remarks>The starts are spread over <paramref name="stagger"/>: paced streams must not tick together.</remarks>
    public static async Task<ProcessUsage?> RunAsync(
        IReadOnlyList<ClosedLoop> loops,
        LoadOptions options,
        TimeSpan stagger
    )
    {
        var all = Task.WhenAll(loops.Select((loop, i) => Task.Run(() => loop.RunAsync(stagger * i / loops.Count))));
        await Task.Delay(options.Warmup);
        var before = Begin(options.Pid);
        await Task.Delay(options.Duration);
        var used = before is null ? null : ProcessUsage.Read(options.Pid!.Value).Since(before);

        _ = await Task.WhenAny(all, Task.Delay(Grace));
        foreach (var loop in loops)
        {
            loop.Dispose();
        }

        await all;
        return used;
    }

    private static ProcessUsage? Begin(int? pid)
    {
        if (pid is not { } measured)
        {
            return null;
        }

        ProcessUsage.ResetPeak(measured);
        return ProcessUsage.Read(measured);
    }
}
