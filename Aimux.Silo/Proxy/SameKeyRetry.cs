namespace Aimux.Silo.Proxy;

/// <summary>When the same request is worth sending again with the same key.</summary>
/// <param name="Times">How often at most.</param>
/// <param name="Delay">How long to wait before it; where there is a hint, the hint.</param>
internal sealed record SameKeyRetry(int Times, TimeSpan Delay)
{
    /// <summary>A wait that a request can bear.</summary>
    private static readonly TimeSpan LongestHint = TimeSpan.FromSeconds(5);

    public static SameKeyRetry Never { get; } = new(0, TimeSpan.Zero);

    /// <summary>Share of the delay that is added at random, so that many who failed at once do not come back at once.</summary>
    public double Jitter { get; init; }

    /// <summary>An attempt that took longer than this is not worth another.</summary>
    public TimeSpan? LongestAttempt { get; init; }

    /// <summary>Only where the provider is on this machine: it may just be starting.</summary>
    public bool OnlyLocal { get; init; }

    /// <summary>Only if the provider said how long to wait.</summary>
    public bool OnlyWithHint { get; init; }

    /// <summary>Only if nobody else can serve at once: others are faster than waiting.</summary>
    public bool AfterOthers { get; init; }

    /// <summary>Only without the field that the provider does not know.</summary>
    public bool WithoutField { get; init; }

    /// <param name="retries">How often it was sent again with this key already.</param>
    /// <param name="elapsed">How long the attempt took.</param>
    /// <param name="hint">How long the provider asked to wait.</param>
    /// <param name="shouldRetry">What the provider itself said of trying again.</param>
    /// <param name="local">Whether the provider is on this machine.</param>
    /// <param name="chance">Between 0 and 1.</param>
    /// <returns>How long to wait before it; <c>null</c> if it is not worth it.</returns>
    public TimeSpan? DelayFor(
        int retries,
        TimeSpan elapsed,
        TimeSpan? hint,
        bool? shouldRetry,
        bool local,
        double chance
    )
    {
        var worthIt =
            retries < Times
            && shouldRetry != false
            && !(elapsed > LongestAttempt)
            && (local || !OnlyLocal)
            && !(hint > LongestHint)
            && (hint is not null || !OnlyWithHint);
        return worthIt ? hint ?? Delay * (1 + Jitter * chance) : null;
    }
}
