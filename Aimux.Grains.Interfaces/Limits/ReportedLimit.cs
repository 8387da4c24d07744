namespace Aimux.Grains.Interfaces.Limits;

/// <summary>A limit as a provider reported it with an answer.</summary>
/// <param name="Name">Tells it from the provider's other limits, such as <c>requests-day</c>.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Window">The time for which it holds; <c>null</c> if the provider did not say.</param>
/// <param name="Limit">What it allows for each window; <c>null</c> if not said.</param>
/// <param name="Remaining">What is left of it now; <c>null</c> if not said.</param>
/// <param name="ResetsIn">Until it is whole again; <c>null</c> if not said. Never negative.</param>
[GenerateSerializer, Immutable, Alias("aimux.ReportedLimit")]
public sealed record ReportedLimit(
    [property: Id(0)] string Name,
    [property: Id(1)] LimitUnit Unit,
    [property: Id(2)] TimeSpan? Window,
    [property: Id(3)] double? Limit,
    [property: Id(4)] double? Remaining,
    [property: Id(5)] TimeSpan? ResetsIn
);
