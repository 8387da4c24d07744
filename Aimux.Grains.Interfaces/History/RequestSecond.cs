using System.Collections.Immutable;

namespace Aimux.Grains.Interfaces.History;

/// <summary>The requests of callers that ended at one process within one second.</summary>
/// <param name="Second">Which second, since 1970.</param>
/// <param name="Samples">Each request; at most as many as ended in that second.</param>
[GenerateSerializer, Immutable, Alias("aimux.RequestSecond")]
public sealed record RequestSecond(
    [property: Id(0)] long Second,
    [property: Id(1)] ImmutableArray<HistorySample> Samples
);
