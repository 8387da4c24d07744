namespace Aimux.Grains.Interfaces.Routing;

/// <summary>What the router must know of a request; never its content.</summary>
/// <param name="Model">The model as the caller named it.</param>
/// <param name="InputTokens">About how long the prompt is, tokens.</param>
/// <param name="OutputTokens">The caller's bound of the answer, tokens; <c>null</c> if it set none.</param>
/// <param name="Needs">What it asks of a model.</param>
/// <param name="Conversation">A hash that the requests of one conversation share; 0 if none is known.</param>
/// <param name="Preview">Whether somebody only wants to know: nothing is explored for it.</param>
[GenerateSerializer, Immutable, Alias("aimux.RouteQuery")]
public sealed record RouteQuery(
    [property: Id(0)] string Model,
    [property: Id(1)] int InputTokens = 0,
    [property: Id(2)] int? OutputTokens = null,
    [property: Id(3)] RequestNeeds Needs = RequestNeeds.None,
    [property: Id(4)] ulong Conversation = 0,
    [property: Id(5)] bool Preview = false
);
