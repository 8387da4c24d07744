namespace Aimux.Silo.Admin;

/// <summary>The keys of the catalog.</summary>
/// <param name="At">When they stood so.</param>
/// <param name="Keys">In the order of the configuration.</param>
/// <param name="Next">What to give as <c>after</c> for those that follow; <c>null</c> if none do.</param>
internal sealed record KeyPage(DateTimeOffset At, IReadOnlyList<KeyStatus> Keys, string? Next);
