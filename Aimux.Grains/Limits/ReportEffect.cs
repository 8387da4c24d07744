using System.Runtime.InteropServices;

namespace Aimux.Grains.Limits;

/// <summary>What a report did.</summary>
/// <param name="Scope">What the outcome lets rest.</param>
/// <param name="RestsUntil">Until when the key, or the model under it, rests now; <c>null</c> if it does not.</param>
/// <param name="Began">Whether a rest began or became longer.</param>
/// <param name="Learned">Whether a limit was learned or corrected.</param>
/// <param name="Trial">Whether the key was being tried again after it had been refused.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReportEffect(
    RestScope Scope,
    DateTimeOffset? RestsUntil,
    bool Began,
    bool Learned,
    bool Trial
);
