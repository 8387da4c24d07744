namespace Aimux.Grains.Interfaces.Health;

/// <summary>
/// What is known of the time that a provider takes for one model and one kind of request
/// (streams are measured to their first content, other requests to the end of their answer).
/// </summary>
/// <param name="MeanMs">Moving average, ms.</param>
/// <param name="PeakMs">The last spike above the average, ms, as it was at <paramref name="At"/>; it fades quickly.</param>
/// <param name="LastMs">The newest sample, ms.</param>
/// <param name="TypicalInFlight">Moving average of the attempts that were in flight beside each sample.</param>
/// <param name="At">When the newest sample was taken.</param>
[GenerateSerializer, Immutable, Alias("aimux.LatencyEstimate")]
public readonly record struct LatencyEstimate(
    [property: Id(0)] double MeanMs,
    [property: Id(1)] double PeakMs,
    [property: Id(2)] double LastMs,
    [property: Id(3)] double TypicalInFlight,
    [property: Id(4)] DateTimeOffset At
);
