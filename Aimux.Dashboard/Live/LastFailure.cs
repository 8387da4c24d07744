using Aimux.Grains.Interfaces.Health;

namespace Aimux.Dashboard.Live;

/// <summary>A failure.</summary>
/// <param name="Outcome">What it was.</param>
/// <param name="At">When, as far as this process saw.</param>
public readonly record struct LastFailure(AttemptOutcome Outcome, DateTimeOffset At);
