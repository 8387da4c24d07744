using System.Runtime.InteropServices;
using Aimux.Grains.Interfaces.Health;

namespace Aimux.Grains.Interfaces.History;

/// <summary>The newest failure.</summary>
/// <param name="Outcome">What it was.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("aimux.LastFailure")]
[StructLayout(LayoutKind.Auto)]
public readonly record struct LastFailure(
    [property: Id(0)] AttemptOutcome Outcome,
    [property: Id(1)] DateTimeOffset At
);
