using Aimux.Grains.Interfaces.Routing;

namespace Aimux.Grains.Routing;

/// <summary>A signal that costs nothing while nobody listens. Safe to use from several threads.</summary>
internal sealed class HeadroomSignal : IHeadroom
{
    private TaskCompletionSource? _next;
    private long _gains;

    public long Gains => Interlocked.Read(ref _gains);

    public Task After(long gains)
    {
        var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var next = Interlocked.CompareExchange(ref _next, created, null) ?? created;

        // Whoever raises it counts first and looks for listeners second, so one of the two is seen.
        return Gains == gains ? next.Task : Task.CompletedTask;
    }

    public void Raise()
    {
        Interlocked.Increment(ref _gains);
        if (Volatile.Read(ref _next) is not null)
        {
            Interlocked.Exchange(ref _next, null)?.TrySetResult();
        }
    }
}
