using System.Runtime.InteropServices;

namespace Aimux.Grains.Health;

/// <summary>
/// How long a breaker stays open: at first, and at most after probes that failed too, each of which makes it half as long
/// again. So the return of a provider is noticed, on average, within a quarter of the time that it was gone.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OpenTime(TimeSpan First, TimeSpan Longest)
{
    private const double Growth = 1.5;

    public static OpenTime Usual { get; } = OfSeconds(5, 60);

    public static OpenTime OfSeconds(double first, double longest) =>
        new(TimeSpan.FromSeconds(first), TimeSpan.FromSeconds(longest));

    /// <param name="openings">How often it opened since it was last closed, this time included.</param>
    public TimeSpan For(int openings)
    {
        var seconds = First.TotalSeconds * Math.Pow(Growth, Math.Clamp(openings - 1, 0, 20));
        return TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, seconds));
    }
}
