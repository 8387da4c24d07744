using Aimux.Grains.Interfaces.Health;

namespace Aimux.Dashboard.Live;

/// <summary>How a provider or a key stands, and until when.</summary>
/// <param name="Condition">How.</param>
/// <param name="Until">When it comes back by itself; <c>null</c> if that is not known or it does not.</param>
/// <param name="Cause">The failure that brought it there; <c>null</c> if none did.</param>
public readonly record struct Standing(Condition Condition, DateTimeOffset? Until = null, AttemptOutcome? Cause = null)
{
    /// <summary>Whether it can be asked now.</summary>
    public bool Serves => Condition is Condition.Ready or Condition.Unknown or Condition.Degraded;
}
