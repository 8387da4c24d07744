using System.Globalization;

namespace Aimux.Bench.Load;

/// <summary>CPU time and peak memory of another process, from Linux's /proc.</summary>
internal sealed record ProcessUsage(double CpuSeconds, long PeakKib)
{
    // USER_HZ: the unit of /proc/PID/stat on every Linux that .NET runs on.
    private const double ClockTicksPerSecond = 100;

    public static ProcessUsage Read(int pid)
    {
        // The command's name may hold blanks and brackets: count the fields after its closing one.
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = Integer(fields[11]) + Integer(fields[12]);

        var peak = File.ReadLines($"/proc/{pid}/status")
            .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return new ProcessUsage(
            ticks / ClockTicksPerSecond,
            Integer(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1])
        );
    }

    /// <summary>From now on the peak is that of now.</summary>
    public static void ResetPeak(int pid) => File.WriteAllText($"/proc/{pid}/clear_refs", "5");

    public ProcessUsage Since(ProcessUsage before) => this with { CpuSeconds = CpuSeconds - before.CpuSeconds };

    public override string ToString() => $"cpu_s={CpuSeconds:F2} hwm_kib={PeakKib}";

    private static long Integer(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
