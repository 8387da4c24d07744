namespace Aimux.Silo.Simulation;

/// <summary>Uniform draws from [0, 1): SplitMix64 over a counter, so a seed repeats its sequence under any threads.</summary>
internal sealed class RandomDraws(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private long _drawn;

    public double Next()
    {
        var z = (seed * 0xD1342543DE82EF95) + ((ulong)Interlocked.Increment(ref _drawn) * Golden);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (z >> 11) * (1.0 / (1UL << 53));
    }
}
