namespace Aimux.Dashboard.Playground;

/// <summary>A conversation to be answered.</summary>
/// <param name="Model">The model, as callers would name it.</param>
/// <param name="Turns">What was said, oldest first; the last is the user's.</param>
/// <param name="System">What the model is told to be; <c>null</c> for nothing.</param>
/// <param name="MaxTokens">Greatest length of the answer; <c>null</c> for the provider's own.</param>
/// <param name="Temperature">0 to 2; <c>null</c> for the provider's own.</param>
public sealed record PlaygroundRequest(
    string Model,
    ImmutableArray<PlaygroundTurn> Turns,
    string? System = null,
    int? MaxTokens = null,
    double? Temperature = null
);
