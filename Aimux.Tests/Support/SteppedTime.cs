using Microsoft.Extensions.Time.Testing;

namespace Aimux.Tests.Support;

/// <summary>A clock that goes from one wait to the next, for code that waits for one thing at a time.</summary>
internal sealed class SteppedTime : FakeTimeProvider
{
    private int _waits;
    private TimeSpan _due;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _due = dueTime;
        Interlocked.Increment(ref _waits);
        return timer;
    }

    /// <summary>Ends the wait, and goes on once the next one began or all is done.</summary>
    public async Task Step(Task work)
    {
        var waits = Volatile.Read(ref _waits);
        Advance(_due);
        await Until.True(() => work.IsCompleted || Volatile.Read(ref _waits) > waits);
    }
}
