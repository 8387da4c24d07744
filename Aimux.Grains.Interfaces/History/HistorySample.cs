using System.Runtime.InteropServices;

namespace Aimux.Grains.Interfaces.History;

/// <summary>One attempt, or one request of a caller, that ended.</summary>
/// <param name="Succeeded">Whether it ended well.</param>
/// <param name="Failure">How it failed; <c>null</c> if it did not, or its caller left.</param>
/// <param name="FirstTokenMs">Time to its first token, ms; <c>null</c> if there was none.</param>
/// <param name="DurationMs">Time to its end, ms; <c>null</c> if that says nothing.</param>
/// <param name="InputTokens">Tokens of its prompt.</param>
/// <param name="CachedTokens">Those of them that were read from a cache.</param>
/// <param name="OutputTokens">Tokens of its answer.</param>
/// <param name="CostMicros">What it cost, millionths of a dollar; 0 where no price is known.</param>
/// <param name="Failover">Whether it was served after a failed attempt.</param>
[GenerateSerializer, Immutable, Alias("aimux.HistorySample")]
[StructLayout(LayoutKind.Auto)]
public readonly record struct HistorySample(
    [property: Id(0)] bool Succeeded,
    [property: Id(1)] FailureKind? Failure,
    [property: Id(2)] double? FirstTokenMs = null,
    [property: Id(3)] double? DurationMs = null,
    [property: Id(4)] int InputTokens = 0,
    [property: Id(5)] int CachedTokens = 0,
    [property: Id(6)] int OutputTokens = 0,
    [property: Id(7)] long CostMicros = 0,
    [property: Id(8)] bool Failover = false
);
