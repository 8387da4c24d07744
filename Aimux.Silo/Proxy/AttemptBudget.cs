using Aimux.Grains.Interfaces.Health;

namespace Aimux.Silo.Proxy;

/// <summary>
/// What one request may spend on trying. Being turned away costs nearly nothing and is bounded loosely, so that many
/// spent keys do not hide a fresh one; failures after work has begun are dear and bounded tightly.
/// </summary>
internal sealed class AttemptBudget(ProxyBounds bounds, DateTimeOffset started)
{
    // Timers are no more exact than this.
    private static readonly TimeSpan LeastTime = TimeSpan.FromMilliseconds(20);

    private int _failures;
    private int _rejections;

    public DateTimeOffset Deadline { get; } = started + bounds.Deadline;

    public void Count(AttemptOutcome outcome)
    {
        if (FailurePolicy.IsRejection(outcome))
        {
            _rejections++;
        }
        else
        {
            _failures++;
        }
    }

    /// <summary>Whether another attempt may begin: not where so little time is left that nobody could answer in it.</summary>
    public bool AllowsAnother(DateTimeOffset now) =>
        _failures < bounds.MaxFailures && _rejections < bounds.MaxRejections && now + LeastTime < Deadline;

    /// <summary>The lesser of a stage's own bound and what is left until the deadline.</summary>
    public TimeSpan Within(TimeSpan stage, DateTimeOffset now)
    {
        var left = Deadline - now;
        var least = TimeSpan.FromMilliseconds(1); // none at all would mean: without end
        return left < least ? least
            : left < stage ? left
            : stage;
    }
}
