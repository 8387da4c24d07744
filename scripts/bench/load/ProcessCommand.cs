namespace Aimux.Bench.Load;

/// <summary>Readings of a running process, for use by hand: the measurements take their own with <c>--pid</c>.</summary>
internal static class ProcessCommand
{
    public static int Usage(Arguments arguments)
    {
        Console.WriteLine(ProcessUsage.Read(arguments.Integer("pid")));
        return 0;
    }

    public static int ResetPeak(Arguments arguments)
    {
        ProcessUsage.ResetPeak(arguments.Integer("pid"));
        return 0;
    }
}
