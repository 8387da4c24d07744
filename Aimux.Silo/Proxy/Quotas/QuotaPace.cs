namespace Aimux.Silo.Proxy.Quotas;

/// <summary>How often a key's quota is asked for.</summary>
/// <param name="First">Before the first question: the start is busy enough.</param>
/// <param name="Busy">Between two while the provider is used.</param>
/// <param name="Longest">Between two while it is not, and the longest after failures.</param>
/// <param name="Spread">By how much each wait may be longer, as a share of it, so that keys do not ask together.</param>
internal sealed record QuotaPace(TimeSpan First, TimeSpan Busy, TimeSpan Longest, double Spread)
{
    private const int MostDoublings = 10;

    public static QuotaPace Usual { get; } =
        new(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), Spread: 0.2);

    /// <summary>The wait after a question.</summary>
    /// <param name="isUsed">Whether the provider was used since.</param>
    /// <param name="failures">How many questions in a row failed.</param>
    /// <param name="draw">By chance, 0 to 1.</param>
    public TimeSpan Wait(bool isUsed, int failures, double draw)
    {
        var doubled = Busy * (1 << Math.Min(failures, MostDoublings));
        return Spreaded(isUsed && doubled < Longest ? doubled : Longest, draw);
    }

    public TimeSpan WaitAtFirst(double draw) => Spreaded(First, draw);

    private TimeSpan Spreaded(TimeSpan wait, double draw) => wait * (1 + Spread * draw);
}
