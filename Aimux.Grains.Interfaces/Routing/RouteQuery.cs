namespace Aimux.Grains.Interfaces.Routing;

/// <summary>What the router must know of a request; never its content.</summary>
/// <param name="Model">The model as the caller named it.</param>
/// <param name="Streaming">Whether the caller wants a stream.</param>
[GenerateSerializer, Immutable, Alias("aimux.RouteQuery")]
public sealed record RouteQuery([property: Id(0)] string Model, [property: Id(1)] bool Streaming);
