using System.Collections.Immutable;

namespace Aimux.Grains.Interfaces.History;

/// <summary>A history, or a part of it.</summary>
/// <param name="Start">When the first point begins.</param>
/// <param name="Step">What each point spans.</param>
/// <param name="Points">Oldest first; the last is not over yet.</param>
/// <param name="LastFailure">A provider's newest failure, however long ago; <c>null</c> if there was none, or it is another subject's.</param>
[GenerateSerializer, Immutable, Alias("aimux.HistorySeries")]
public sealed record HistorySeries(
    [property: Id(0)] DateTimeOffset Start,
    [property: Id(1)] TimeSpan Step,
    [property: Id(2)] ImmutableArray<HistoryPoint> Points,
    [property: Id(3)] LastFailure? LastFailure = null
);
