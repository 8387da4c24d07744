namespace Aimux.Grains.Interfaces.Catalog;

/// <summary>What the operator wants done with a field of every request to a provider.</summary>
/// <param name="Field">The field's name; <c>messages.NAME</c> is one of each message, <c>anthropic-beta</c> the header.</param>
/// <param name="Do">What is done.</param>
/// <param name="Value">
/// The new name, the JSON value, the bounds as <c>0..1</c>, or the beta to drop; <c>null</c> where the action needs none.
/// </param>
[GenerateSerializer, Immutable, Alias("aimux.BodyQuirk")]
public sealed record BodyQuirk(
    [property: Id(0)] string Field,
    [property: Id(1)] QuirkAction Do,
    [property: Id(2)] string? Value
);
