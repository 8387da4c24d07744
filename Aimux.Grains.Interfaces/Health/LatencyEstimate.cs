namespace Aimux.Grains.Interfaces.Health;

/// <summary>What is known of the time that a provider takes to the first token of an answer.</summary>
/// <param name="MeanMs">Moving average, ms.</param>
/// <param name="PeakMs">The last spike above the average, ms, as it was at <paramref name="At"/>; it fades quickly.</param>
/// <param name="LastMs">The newest sample, ms.</param>
/// <param name="TypicalInFlight">Moving average of the attempts that were in flight beside each sample.</param>
/// <param name="At">When the newest sample was taken.</param>
/// <param name="P95Ms">The time within which 95 of 100 begin, as far as is known, ms.</param>
/// <param name="Samples">How many samples it rests on; stops at 1,000.</param>
[GenerateSerializer, Immutable, Alias("aimux.LatencyEstimate")]
public readonly record struct LatencyEstimate(
    [property: Id(0)] double MeanMs,
    [property: Id(1)] double PeakMs,
    [property: Id(2)] double LastMs,
    [property: Id(3)] double TypicalInFlight,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] double P95Ms = 0,
    [property: Id(6)] int Samples = 1
);
