namespace Aimux.Silo.Admin;

/// <summary>The keys of the catalog.</summary>
/// <param name="At">When they stood so.</param>
/// <param name="Keys">In the order of the configuration.</param>
internal sealed record KeyPage(DateTimeOffset At, IReadOnlyList<KeyStatus> Keys);
